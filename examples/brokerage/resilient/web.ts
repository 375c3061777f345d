import { Duration } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { ResilientService } from 'cdk-resilience';
import { product } from '../product';
import type { BrokerageRegion } from './brokerage-region';
import { names, primary, RegionalStack, RUNBOOKS } from './region';
import { imageOf } from './registry';
import { statementsIn } from './statements';

const SURGE = 5;

/** What customers see, with the Region's own address and certificate. */
export class WebStack extends RegionalStack {
  public readonly service: ResilientService;

  constructor(here: BrokerageRegion, id: string) {
    super(here, id);
    const { data, operations, orders, region, vpc } = here;
    const statements = statementsIn(this);
    this.service = new ResilientService(this, 'Service', {
      vpc,
      image: imageOf(this, 'web'),
      baselineTasks: region.baseline.web,
      surgeFactor: (SURGE * primary.baseline.web) / region.baseline.web,
      requestsPerTask: 2000,
      containerHealthCheck: ['CMD-SHELL', 'curl --fail --silent http://localhost:8080/healthz || exit 1'],
      longestRequest: Duration.seconds(45),
      logRetention: RetentionDays.ONE_YEAR,
      loadBalancing: {
        internetFacing: true,
        domain: {
          zone: route53.HostedZone.fromHostedZoneAttributes(this, 'Zone', product.hostedZone),
          names: [names.webDomain(region)],
          sharedNames: [`www.${product.domainName}`],
        },
        accessLogs: operations.accessLogs,
        healthCheckPath: '/healthz',
      },
      alarms: { runbook: `${RUNBOOKS}web` },
      environment: {
        ORDER_QUEUE_URL: orders.queue.queue.queueUrl,
        SESSIONS_TABLE: data.sessions.tableName,
        CACHE_HOST: data.cache.host,
        STATEMENTS_BUCKET: statements.bucketName,
        ACCOUNTS_HOST: data.accounts.instanceEndpoint.hostname,
      },
      secrets: { ACCOUNTS_DATABASE: ecs.Secret.fromSecretsManager(data.accountsSecret) },
    });
    data.letIn(this.service);
    orders.queue.grantSendMessages(this.service);
    data.sessions.grantReadData(this.service);
    statements.grantRead(this.service);
  }
}
