import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { InstanceClass, InstanceSize, InstanceType, IpAddresses, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { FileSystem } from 'aws-cdk-lib/aws-efs';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BackupDestination, BackupProtection } from '../../../../lib/blocks/backup-protection';
import { ResiliencyPolicy } from '../../../../lib/intent/resiliency-policy';
import { Tier } from '../../../../lib/intent/tier';

const account = '111122223333';

/** An application with data of several kinds, protected in its Region, in another Region and in another account. */
export function protectedApp(outdir: string): App {
  const app = new App({ outdir });
  const data = new Stack(app, 'Data', { env: { account, region: 'eu-west-1' } });
  const copies = new Stack(app, 'Copies', { env: { account, region: 'eu-central-1' } });
  const vaults = new Stack(app, 'Vaults', { env: { account: '444455556666', region: 'eu-west-1' } });
  ResiliencyPolicy.of(app).declare({
    tier: Tier.IMPORTANT,
    softwareFault: { rto: Duration.hours(8), rpo: Duration.hours(8) },
    region: { rto: Duration.days(1), rpo: Duration.days(1) },
  });
  const vpc = network(data);
  const topicIn = (stack: Stack) =>
    new Topic(stack, 'Pager', { masterKey: new Key(stack, 'PagerKey'), enforceSSL: true });
  const validation = (stack: Stack) =>
    new Function(stack, 'Look', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => {};'),
    });
  new BackupProtection(data, 'Backups', {
    resources: [
      new DatabaseInstance(data, 'Orders', {
        vpc,
        vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
        engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17 }),
        instanceType: InstanceType.of(InstanceClass.M7G, InstanceSize.LARGE),
        multiAz: true,
        storageEncrypted: true,
      }),
      new TableV2(data, 'Quotes', { partitionKey: { name: 'symbol', type: AttributeType.STRING } }),
      new Bucket(data, 'Statements', { versioned: true }),
      new FileSystem(data, 'Files', {
        vpc,
        vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
        removalPolicy: RemovalPolicy.RETAIN,
      }),
    ],
    notificationTopic: topicIn(data),
    destinations: [
      new BackupDestination(copies, 'Copies', {
        notificationTopic: topicIn(copies),
        restoreTest: { vpc: network(copies), validation: validation(copies) },
      }),
      new BackupDestination(vaults, 'Copies', {
        notificationTopic: topicIn(vaults),
        restoreTest: { vpc: network(vaults) },
      }),
    ],
    restoreTest: { vpc, validation: validation(data) },
    archive: { retention: Duration.days(365) },
    audit: true,
  });
  return app;
}

function network(stack: Stack): Vpc {
  return new Vpc(stack, 'Network', {
    ipAddresses: IpAddresses.cidr('10.0.0.0/16'),
    availabilityZones: ['a', 'b', 'c'].map((zone) => `${stack.region}${zone}`),
    natGateways: 0,
    subnetConfiguration: [{ name: 'Isolated', subnetType: SubnetType.PRIVATE_ISOLATED }],
  });
}
