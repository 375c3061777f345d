import { Names, RemovalPolicy, type CfnResource } from 'aws-cdk-lib';
import type { Alarm, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Policy, PolicyStatement, type IPrincipal, type IRole } from 'aws-cdk-lib/aws-iam';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import {
  Function,
  FunctionBase,
  Tracing,
  type Alias,
  type Architecture,
  type CfnEventSourceMapping,
  type CfnFunction,
  type EventInvokeConfigOptions,
  type EventSourceMapping,
  type EventSourceMappingOptions,
  type FunctionUrl,
  type FunctionUrlOptions,
  type IEventSourceDlq,
  type IVersion,
  type TenancyConfig,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { LogGroup, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct, IConstruct, Node } from 'constructs';
import { DeadLetterQueue } from '../dead-letter-queue';
import { acknowledge } from './acknowledge';
import { checkFunction } from './checks';
import { DEFAULTS } from './defaults';
import { deployGradually, isAtOnce } from './deployment';
import type { ResilientFunctionProps } from './resilient-function-props';
import { checkStream, checkTable, mappingOf, type StreamReaderOptions } from './stream-reader';

const MANAGED = 'AWS keeps this policy to what every function needs, and extends it as the service learns.';
const MANAGED_POLICIES = ['AWSLambdaBasicExecutionRole', 'AWSLambdaVPCAccessExecutionRole'];

/**
 * A Lambda function whose next version cannot take it down, that cannot take down its neighbours, and that leaves a trace
 * of what it could not do.
 *
 * It stands for its alias `live`, wherever a function is accepted: APIs, event sources, grants, tasks, schedules. So
 * whoever calls it calls the version that has proven itself; nobody calls the latest one by accident.
 *
 * - A new version gets a tenth of the calls for five minutes. An alarm on its errors, and those you add, bring the old
 *   one back.
 * - It has its own share of the concurrency of the account, and no more.
 * - What fails in asynchronous calls, and records of streams that cannot be processed, are kept in one queue for two weeks.
 * - Logs are kept for a year; calls are traced.
 * - In a VPC it needs subnets of at least two zones.
 *
 * `HealthAlarms` tells of errors, throttling, the delay behind a stream and of what is in the queue. `handler`
 * is the function itself, for what an alias does not have: `addLayers`, `invalidateVersionBasedOn`.
 */
export class ResilientFunction extends FunctionBase {
  /** The function behind the alias. Call it through the alias. */
  public readonly handler: Function;
  /** The alias that callers call, and that stands for this function. */
  public readonly live: Alias;
  /** The logs, unless you have given a log group. */
  public readonly logs?: ILogGroup;
  /** Moves traffic to new versions: for hooks and more alarms. None where all traffic moves at once. */
  public readonly deploymentGroup?: LambdaDeploymentGroup;
  /** Goes off when a new version fails. None where all traffic moves at once. */
  public readonly deploymentAlarm?: Alarm;
  public readonly functionArn: string;
  public readonly functionName: string;
  public readonly grantPrincipal: IPrincipal;
  public readonly architecture: Architecture;
  public readonly role?: IRole;
  public readonly permissionsNode: Node = this.node;
  public readonly resourceArnsForGrantInvoke: string[];
  public readonly tenancyConfig?: TenancyConfig;
  protected readonly canCreatePermissions = true;
  private readonly concurrency: number;
  private kept?: DeadLetterQueue;

  constructor(scope: Construct, id: string, props: ResilientFunctionProps) {
    super(scope, id);
    checkFunction(this, props);
    this.concurrency = props.concurrency;
    if (props.logGroup === undefined) this.logs = this.createLogs();
    this.handler = this.createFunction(props);
    this.role = this.handler.role;
    this.grantPrincipal = this.handler.grantPrincipal;
    this.architecture = this.handler.architecture;
    this.tenancyConfig = this.handler.tenancyConfig;
    if (this.handler.isBoundToVpc) this._connections = this.handler.connections;

    this.live = this.createAlias(props);
    this.functionArn = this.live.functionArn;
    this.functionName = this.live.functionName;
    this.resourceArnsForGrantInvoke = this.live.resourceArnsForGrantInvoke;
    const config = props.deploymentConfig ?? DEFAULTS.deploymentConfig;
    if (!isAtOnce(config)) {
      const { group, alarm } = deployGradually(this, this.live, {
        config,
        failedShare: props.failedShare ?? DEFAULTS.failedShare,
        alarms: props.deploymentAlarms ?? [],
      });
      this.deploymentGroup = group;
      this.deploymentAlarm = alarm;
    }
    for (const source of props.events ?? []) this.addEventSource(source);
  }

  /** What could not be processed; none where nothing is kept. */
  public get failedEvents(): DeadLetterQueue | undefined {
    return this.kept;
  }

  /**
   * Reads a Kinesis stream. A record that cannot be processed is found by halving its batch, set aside with the failed
   * events, and does not stop the others for ever.
   */
  public readStream(stream: IStream, options: StreamReaderOptions): EventSourceMapping {
    checkStream(this, stream, options, this.concurrency);
    const mapping = this.read(stream, stream.streamArn, options);
    stream.grantRead(this);
    return mapping;
  }

  /** Reads the changes of a DynamoDB table, as `readStream` does. */
  public readTable(table: ITable, options: StreamReaderOptions): EventSourceMapping {
    const mapping = this.read(table, checkTable(this, table, options), options);
    table.grantStreamRead(this);
    return mapping;
  }

  /** Adds an environment variable. */
  public addEnvironment(key: string, value: string): ResilientFunction {
    this.handler.addEnvironment(key, value);
    return this;
  }

  /** The version `$LATEST`, which nobody has tried yet. */
  public override get latestVersion(): IVersion {
    return this.handler.latestVersion;
  }

  /** Says what holds for asynchronous calls, where it was not said by the properties. */
  public override configureAsyncInvoke(options: EventInvokeConfigOptions): void {
    this.live.configureAsyncInvoke(options);
  }

  /** Adds a URL of the alias. */
  public override addFunctionUrl(options?: FunctionUrlOptions): FunctionUrl {
    return this.live.addFunctionUrl(options);
  }

  /** Lets the alias read an event source. */
  public override addEventSourceMapping(id: string, options: EventSourceMappingOptions): EventSourceMapping {
    const mapping = super.addEventSourceMapping(id, options);
    // By a reference, which the mapping waits for and which tells whom it feeds: CDK takes the name out of it.
    (mapping.node.defaultChild as CfnEventSourceMapping).functionName = this.functionArn;
    return mapping;
  }

  /** A metric of the calls through the alias. */
  public override metric(metricName: string, options?: MetricOptions): Metric {
    return this.live.metric(metricName, options);
  }

  private createLogs(): LogGroup {
    return new LogGroup(this, 'Logs', {
      retention: DEFAULTS.logRetention,
      deletionProtectionEnabled: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  private createFunction(props: ResilientFunctionProps): Function {
    const { concurrency, events, onFailure, onSuccess, maxEventAge, retryAttempts, tracing, ...given } = props;
    const logGroup = props.logGroup ?? this.logs;
    const fn = new Function(this, 'Function', {
      ...given,
      ...(logGroup !== undefined && { logGroup }),
      memorySize: props.memorySize ?? DEFAULTS.memorySize,
      reservedConcurrentExecutions: concurrency,
      tracing: Tracing.DISABLED,
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN, ...props.currentVersionOptions },
    });
    for (const policy of props.role === undefined ? MANAGED_POLICIES : []) {
      acknowledge(fn, `IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/${policy}]`, MANAGED);
    }
    this.trace(fn, tracing ?? DEFAULTS.tracing);
    return fn;
  }

  /** With a policy of its own: the reason for its wildcard must not excuse those of others. */
  private trace(fn: Function, mode: Tracing): void {
    if (mode === Tracing.DISABLED) return;
    const resource = fn.node.defaultChild as CfnFunction;
    resource.tracingConfig = { mode };
    if (fn.role === undefined) return;
    const policy = new Policy(this, 'Tracing', {
      roles: [fn.role],
      statements: [
        new PolicyStatement({ actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] }),
      ],
    });
    acknowledge(policy, 'IAM5[Resource::*]', 'AWS X-Ray takes traces and knows no resources.');
    // Lambda refuses to make a function that is traced before its role may send traces.
    resource.addResourceDependency(policy.node.defaultChild as CfnResource);
  }

  /**
   * With what holds for asynchronous calls: Lambda keeps that for each alias apart. A dead-letter queue of the function
   * would tell less of a failure and, when it changes, stand in the way of a gradual deployment.
   */
  private createAlias(props: ResilientFunctionProps): Alias {
    const { provisionedConcurrency, onFailure, onSuccess } = props;
    const hasOwn = [onFailure, props.deadLetterQueue, props.deadLetterTopic, props.deadLetterQueueEnabled].some(
      Boolean,
    );
    const keeps = !hasOwn && (props.keepFailedEvents ?? DEFAULTS.keepFailedEvents);
    const destination = keeps ? new SqsDestination(this.keep()) : onFailure;
    return this.handler.addAlias('live', {
      ...(provisionedConcurrency !== undefined && { provisionedConcurrentExecutions: provisionedConcurrency }),
      ...(destination !== undefined && { onFailure: destination }),
      ...(onSuccess !== undefined && { onSuccess }),
      maxEventAge: props.maxEventAge ?? DEFAULTS.maxEventAge,
      retryAttempts: props.retryAttempts ?? DEFAULTS.retryAttempts,
    });
  }

  private read(source: IConstruct, arn: string, options: StreamReaderOptions): EventSourceMapping {
    const onFailure: IEventSourceDlq = options.onFailure ?? new SqsDlq(this.keep());
    return this.addEventSourceMapping(`Reads:${Names.nodeUniqueId(source.node)}`, mappingOf(options, arn, onFailure));
  }

  private keep(): DeadLetterQueue {
    return (this.kept ??= new DeadLetterQueue(this, 'FailedEvents'));
  }
}
