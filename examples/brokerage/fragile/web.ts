import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage, Secret } from 'aws-cdk-lib/aws-ecs';
import { ApplicationLoadBalancedFargateService } from 'aws-cdk-lib/aws-ecs-patterns';
import { HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { product } from '../product';
import type { DataStack } from './data';

const LEGACY_DATA_CENTER = '198.51.100.20';

interface WebStackProps extends StackProps {
  readonly vpc: IVpc;
  readonly data: DataStack;
  readonly sessions: ITable;
  readonly orderQueue: IQueue;
}

export class WebStack extends Stack {
  constructor(scope: Construct, id: string, props: WebStackProps) {
    super(scope, id, props);
    const { data, sessions, orderQueue } = props;

    const web = new ApplicationLoadBalancedFargateService(this, 'Web', {
      cluster: new Cluster(this, 'Cluster', { vpc: props.vpc }),
      desiredCount: 1, // scale up after the launch
      cpu: 512,
      memoryLimitMiB: 1024,
      certificate: new Certificate(this, 'Certificate', {
        domainName: product.domainName,
        validation: CertificateValidation.fromEmail(), // DNS belongs to another team
      }),
      taskImageOptions: {
        image: ContainerImage.fromRegistry('public.ecr.aws/brokerage/web:latest'),
        containerPort: 8080,
        environment: {
          ORDER_QUEUE_URL: orderQueue.queueUrl,
          SESSIONS_TABLE: sessions.tableName,
          CACHE_HOST: data.cache.attrRedisEndpointAddress,
          STATEMENTS_BUCKET: data.statements.bucketName,
        },
        secrets: { ACCOUNTS_DATABASE: Secret.fromSecretsManager(data.accounts.secret!) },
      },
    });
    orderQueue.grantSendMessages(web.taskDefinition.taskRole);
    sessions.grantReadData(web.taskDefinition.taskRole);
    data.statements.grantRead(web.taskDefinition.taskRole);

    this.addWatch(web);
    this.addRecords(web);
  }

  private addWatch(web: ApplicationLoadBalancedFargateService): void {
    // TODO: connect to the alarm topic once the thresholds are known
    web.loadBalancer.metrics
      .httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT)
      .createAlarm(this, 'ServerErrors', { threshold: 50, evaluationPeriods: 3 });
    web.targetGroup.metrics.healthyHostCount({ period: Duration.minutes(5) }).createAlarm(this, 'NoHealthyTask', {
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 3,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  /** The old data center keeps a tenth of the customers until it is switched off. */
  private addRecords(web: ApplicationLoadBalancedFargateService): void {
    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', product.hostedZone);
    new ARecord(this, 'Www', {
      zone,
      recordName: 'www',
      weight: 90,
      target: RecordTarget.fromAlias(new LoadBalancerTarget(web.loadBalancer)),
    });
    new ARecord(this, 'LegacyWww', {
      zone,
      recordName: 'www',
      weight: 10,
      ttl: Duration.minutes(30),
      target: RecordTarget.fromIpAddresses(LEGACY_DATA_CENTER),
    });
  }
}
