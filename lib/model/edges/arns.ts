/** Where a resource is, as far as it is known. */
export interface Place {
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** The same for two resources of one environment, also where that is known at deployment only. */
  readonly environment: string;
}

/** How the ARNs of a resource type are made: service, and what stands before the name in the resource part. */
export interface NamedType {
  readonly type: string;
  /** The property that gives the physical name. */
  readonly property: string;
  readonly service: string;
  readonly prefix: string;
}

/** Source: AWS Service Authorization Reference, "Resource types defined by ...", one page a service. */
export const NAMED_TYPES: readonly NamedType[] = [
  { type: 'AWS::SQS::Queue', property: 'QueueName', service: 'sqs', prefix: '' },
  { type: 'AWS::SNS::Topic', property: 'TopicName', service: 'sns', prefix: '' },
  { type: 'AWS::S3::Bucket', property: 'BucketName', service: 's3', prefix: '' },
  { type: 'AWS::Lambda::Function', property: 'FunctionName', service: 'lambda', prefix: 'function:' },
  { type: 'AWS::Serverless::Function', property: 'FunctionName', service: 'lambda', prefix: 'function:' },
  { type: 'AWS::DynamoDB::Table', property: 'TableName', service: 'dynamodb', prefix: 'table/' },
  { type: 'AWS::DynamoDB::GlobalTable', property: 'TableName', service: 'dynamodb', prefix: 'table/' },
  { type: 'AWS::Kinesis::Stream', property: 'Name', service: 'kinesis', prefix: 'stream/' },
  {
    type: 'AWS::KinesisFirehose::DeliveryStream',
    property: 'DeliveryStreamName',
    service: 'firehose',
    prefix: 'deliverystream/',
  },
  { type: 'AWS::RDS::DBInstance', property: 'DBInstanceIdentifier', service: 'rds', prefix: 'db:' },
  { type: 'AWS::RDS::DBCluster', property: 'DBClusterIdentifier', service: 'rds', prefix: 'cluster:' },
  {
    type: 'AWS::StepFunctions::StateMachine',
    property: 'StateMachineName',
    service: 'states',
    prefix: 'stateMachine:',
  },
  { type: 'AWS::Serverless::StateMachine', property: 'Name', service: 'states', prefix: 'stateMachine:' },
  { type: 'AWS::Events::EventBus', property: 'Name', service: 'events', prefix: 'event-bus/' },
  { type: 'AWS::ECS::Cluster', property: 'ClusterName', service: 'ecs', prefix: 'cluster/' },
  { type: 'AWS::Backup::BackupVault', property: 'BackupVaultName', service: 'backup', prefix: 'backup-vault:' },
  { type: 'AWS::CloudWatch::Alarm', property: 'AlarmName', service: 'cloudwatch', prefix: 'alarm:' },
  { type: 'AWS::CloudWatch::CompositeAlarm', property: 'AlarmName', service: 'cloudwatch', prefix: 'alarm:' },
  { type: 'AWS::Logs::LogGroup', property: 'LogGroupName', service: 'logs', prefix: 'log-group:' },
];

const ARN = /^arn:[^:]*:([^:]*):([^:]*):([^:]*):(.+)$/;

/** A part of an ARN that is left to where it is used. */
const OWN = /^(\$\{AWS\.(Region|AccountId)\})?$/;

/** Finds resources by ARNs that are written out, or put together from known and open parts. */
export class ArnIndex<R> {
  private readonly byArn = new Map<string, R[]>();

  constructor(private readonly placeOf: (resource: R) => Place) {}

  /** Adds a resource of a type, under the physical name it is given. */
  public add({ service, prefix }: NamedType, name: string, resource: R): void {
    const key = `${service}:${prefix}${name}`;
    const same = this.byArn.get(key);
    if (same === undefined) this.byArn.set(key, [resource]);
    else same.push(resource);
  }

  /**
   * The resource an ARN belongs to; `undefined` if there is none or it cannot be told which.
   *
   * @param text the ARN, with `${...}` for open parts
   * @param from where it is used
   * @param isThere whether a resource exists
   */
  public find(text: string, from: Place, isThere: (resource: R) => boolean = () => true): R | undefined {
    if (this.byArn.size === 0) return undefined;
    const match = ARN.exec(text);
    if (match === null) return undefined;
    const [, service, region, account, name] = match as unknown as [string, string, string, string, string];
    const found = this.candidates(`${service}:${name}`).filter((resource) => {
      const place = this.placeOf(resource);
      return mayBe(region, place.region) && mayBe(account, place.account) && isThere(resource);
    });
    if (found.length < 2) return found[0];
    // A name is given once in an account and a Region.
    const own = found.filter((resource) => this.placeOf(resource).environment === from.environment);
    return own.length === 1 && OWN.test(region) && OWN.test(account) ? own[0] : undefined;
  }

  /** The resources of a name, or those that what it names belongs to: a bucket's objects, a function's alias. */
  private candidates(name: string): readonly R[] {
    for (
      let end = name.length;
      end > 0;
      end = Math.max(name.lastIndexOf(':', end - 1), name.lastIndexOf('/', end - 1))
    ) {
      const found = this.byArn.get(name.slice(0, end));
      if (found !== undefined) return found;
    }
    return [];
  }
}

/** Whether a part of an ARN can be what a stack has. */
function mayBe(part: string, own: string | undefined): boolean {
  return part === '' || part.startsWith('$') || own === undefined || part === own;
}
