import { App, Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { IConstruct } from 'constructs';
import { CustomerJourney, ResiliencyPolicy, Tier } from 'cdk-resilience';

/** Resources in one stack; CloudFormation allows 500. */
const PER_STACK = 450;

/**
 * An app of about so many resources, the kinds and references of an ordinary one, in stacks that refer to each other.
 *
 * @param journeys customer journeys over it; each goes through some units of a stack, with all that is behind them
 */
export function makeApp(resources: number, outdir: string, journeys = 0): App {
  const app = new App({ outdir, analyticsReporting: false });
  const stacks: Unit[][] = [];
  let count = 0;
  for (let i = 0; count < resources; i += 1) {
    const stack = new Stack(app, `Stack${i}`, { env: { account: '111122223333', region: 'us-east-1' } });
    const before = count;
    const { vpc, cluster, topic } = network(stack);
    const units: Unit[] = [];
    stacks.push(units);
    for (let unit = 0; count - before < PER_STACK && count < resources; unit += 1) {
      units.push(service(stack, `Unit${unit}`, vpc, cluster, topic));
      count = before + stack.node.findAll().filter((each) => 'cfnResourceType' in each).length;
    }
  }
  if (journeys > 0) ResiliencyPolicy.of(app).declarePreset(Tier.CRITICAL);
  for (let i = 0; i < journeys; i += 1) {
    const units = stacks[i % stacks.length] as Unit[];
    const from = (Math.floor(i / stacks.length) * UNITS_OF_JOURNEY) % units.length;
    addJourney(app, `Journey${i}`, units.slice(from, from + UNITS_OF_JOURNEY));
  }
  return app;
}

/** What journeys go through: a service, a queue with its consumer and what that stores, a database. */
type Unit = readonly IConstruct[];
const UNITS_OF_JOURNEY = 3;

function addJourney(app: App, id: string, [first = [], ...others]: readonly Unit[]): void {
  const journey = new CustomerJourney(app, id, { owner: 'bench', entryPoints: [...first], baseline: 10 });
  for (const part of others.flat()) journey.dependsOn(part);
}

function network(stack: Stack): { vpc: ec2.Vpc; cluster: ecs.Cluster; topic: sns.Topic } {
  const vpc = new ec2.Vpc(stack, 'Vpc', {
    availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
    natGateways: 1,
  });
  return { vpc, cluster: new ecs.Cluster(stack, 'Cluster', { vpc }), topic: new sns.Topic(stack, 'Pager') };
}

function service(stack: Stack, id: string, vpc: ec2.Vpc, cluster: ecs.Cluster, topic: sns.Topic): Unit {
  const dlq = new sqs.Queue(stack, `${id}Dlq`);
  const queue = new sqs.Queue(stack, `${id}Queue`, { deadLetterQueue: { queue: dlq, maxReceiveCount: 3 } });
  const table = new dynamodb.Table(stack, `${id}Table`, {
    partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
  });
  const bucket = new s3.Bucket(stack, `${id}Bucket`, { encryption: s3.BucketEncryption.S3_MANAGED });
  const handler = new lambda.Function(stack, `${id}Handler`, {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => {};'),
    environment: { TABLE: table.tableName, BUCKET: bucket.bucketName },
    timeout: Duration.seconds(30),
  });
  table.grantReadWriteData(handler);
  bucket.grantReadWrite(handler);
  handler.addEventSource(new sources.SqsEventSource(queue));
  const alarm = new cloudwatch.Alarm(stack, `${id}Alarm`, {
    metric: dlq.metricApproximateNumberOfMessagesVisible(),
    threshold: 1,
    evaluationPeriods: 1,
  });
  alarm.addAlarmAction(new actions.SnsAction(topic));
  const db = new rds.DatabaseInstance(stack, `${id}Db`, { engine: rds.DatabaseInstanceEngine.POSTGRES, vpc });
  const task = new ecs.FargateTaskDefinition(stack, `${id}Task`);
  task.addContainer('app', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1') });
  const containers = new ecs.FargateService(stack, `${id}Service`, {
    cluster,
    taskDefinition: task,
    desiredCount: 2,
    minHealthyPercent: 100,
  });
  return [containers, queue, db];
}
