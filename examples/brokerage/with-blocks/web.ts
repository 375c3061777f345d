import { Duration } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as targets from 'aws-cdk-lib/aws-route53-targets';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ResilientService } from 'cdk-resilience';
import type { Construct } from 'constructs';
import { product } from '../product';
import { names, primary, RegionalStack, RUNBOOKS, type Needs } from './region';

/** Set by the pipeline, which never moves a tag. */
const IMAGE_TAG = '2026-11-20.1';
const SURGE = 5;

/** What customers see, with the Region's own address and certificate. */
export class WebStack extends RegionalStack {
  public readonly service: ResilientService;

  constructor(scope: Construct, id: string, props: Needs<'vpc' | 'operations' | 'data' | 'orders'>) {
    super(scope, id, props);
    const { data, operations, orders, region, vpc } = props;
    const zone = route53.HostedZone.fromHostedZoneAttributes(this, 'Zone', product.hostedZone);
    const statements = s3.Bucket.fromBucketName(this, 'Statements', names.statementsBucket(region));
    const certificate = new acm.Certificate(this, 'Certificate', {
      domainName: names.webDomain(region),
      subjectAlternativeNames: [`www.${product.domainName}`],
      validation: acm.CertificateValidation.fromDns(zone),
    });
    const expiry = certificate.metricDaysToExpiry().createAlarm(this, 'CertificateEnds', {
      threshold: 30,
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      alarmDescription: `The certificate of the web entry is not renewed. Runbook: ${RUNBOOKS}certificates`,
    });
    expiry.addAlarmAction(operations.pager);

    this.service = new ResilientService(this, 'Service', {
      vpc,
      image: ecs.ContainerImage.fromEcrRepository(
        ecr.Repository.fromRepositoryName(this, 'Images', names.webRepository),
        IMAGE_TAG,
      ),
      baselineTasks: region.baseline.web,
      surgeFactor: (SURGE * primary.baseline.web) / region.baseline.web,
      requestsPerTask: 2000,
      containerHealthCheck: ['CMD-SHELL', 'curl --fail --silent http://localhost:8080/healthz || exit 1'],
      longestRequest: Duration.seconds(45),
      logRetention: logs.RetentionDays.ONE_YEAR,
      loadBalancing: {
        internetFacing: true,
        certificate,
        accessLogs: operations.accessLogs,
        healthCheckPath: '/healthz',
      },
      alarms: { topic: operations.serviceEvents, runbook: `${RUNBOOKS}web` },
      environment: {
        ORDER_QUEUE_URL: orders.queue.queue.queueUrl,
        SESSIONS_TABLE: data.sessions.tableName,
        CACHE_HOST: data.cache.host,
        STATEMENTS_BUCKET: statements.bucketName,
        ACCOUNTS_HOST: data.accounts.host,
      },
      secrets: { ACCOUNTS_DATABASE: ecs.Secret.fromSecretsManager(data.accounts.secret) },
    });
    data.letIn(this.service);
    orders.queue.grantSendMessages(this.service);
    data.sessions.grantReadData(this.service);
    statements.grantRead(this.service);

    new route53.ARecord(this, 'Record', {
      zone,
      recordName: names.webDomain(region),
      target: route53.RecordTarget.fromAlias(
        new targets.LoadBalancerTarget(this.service.loadBalancer!, { evaluateTargetHealth: true }),
      ),
    });
  }
}
