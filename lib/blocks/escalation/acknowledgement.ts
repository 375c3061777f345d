import { Duration, Names, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  ComparisonOperator,
  Metric,
  TreatMissingData,
  type Alarm,
  type IAlarmAction,
} from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Code,
  Function as LambdaFunction,
  FunctionUrlAuthType,
  Runtime,
  Tracing,
  type FunctionUrl,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ACKNOWLEDGE_CODE } from './acknowledge-code';
import { DeadLetterQueue } from '../dead-letter-queue';
import { NAMESPACE } from './metrics';

/** Properties of what notes acknowledgements. */
export interface AcknowledgementProps {
  /** Names the policy in metrics. */
  readonly policyName: string;
  /** For how long an acknowledgement holds. */
  readonly minutes: number;
  /** Whether there is an address for people and pagers outside of AWS. */
  readonly hasEndpoint: boolean;
}

/** Notes when an alarm paged and when somebody acknowledged it, as metrics. */
export class Acknowledgement extends Construct {
  public readonly handler: LambdaFunction;
  public readonly token: Secret;
  public readonly endpoint?: FunctionUrl;
  /** Pages and acknowledgements that could not be noted. */
  public readonly failed: Queue;
  public readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: AcknowledgementProps) {
    super(scope, id);
    this.token = this.createToken();
    this.failed = new DeadLetterQueue(this, 'Failed');
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.THREE_MONTHS,
      deletionProtectionEnabled: true,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    this.token.grantRead(role);
    role.addToPolicy(
      new PolicyStatement({
        actions: ['cloudwatch:PutMetricData'],
        resources: ['*'],
        conditions: { StringEquals: { 'cloudwatch:namespace': NAMESPACE } },
      }),
    );

    this.handler = new LambdaFunction(this, 'Handler', {
      description: 'Notes pages and acknowledgements as metrics',
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromInline(ACKNOWLEDGE_CODE),
      role,
      logGroup,
      timeout: Duration.seconds(20),
      memorySize: 256,
      tracing: Tracing.ACTIVE,
      // The address is public: this bounds what a flood of requests costs.
      reservedConcurrentExecutions: 5,
      deadLetterQueue: this.failed,
      retryAttempts: 2,
      environment: {
        NAMESPACE,
        POLICY: props.policyName,
        MINUTES: String(props.minutes),
        TOKEN_SECRET: this.token.secretArn,
      },
    });
    if (props.hasEndpoint) this.endpoint = this.handler.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
    this.alarms = this.createAlarms();

    Validations.of(role).acknowledge({
      id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
      reason:
        'cloudwatch:PutMetricData and X-Ray know no resources; the metrics are bound to the namespace of the block.',
    });
  }

  private createToken(): Secret {
    const token = new Secret(this, 'Token', {
      description: 'Opens the form that acknowledges a page. Keep it in the password manager of the responders.',
      generateSecretString: { passwordLength: 40, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(token).acknowledge({
      id: 'AwsSolutions::AwsSolutions-SMG4',
      reason:
        'The token stands in the settings of on-call tools and in password managers. Rotating it without their knowledge would ' +
        'cut responders off, and all it opens is the acknowledgement of a page, which ends by itself.',
    });
    Validations.of(token).acknowledge({
      id: 'Resilience::SecretReplicaRegions',
      reason: 'The policy serves the alarms of its own Region; another Region has a policy and a token of its own.',
    });
    return token;
  }

  private createAlarms(): Alarm[] {
    const alarm = (id: string, metric: Metric, alarmDescription: string): Alarm =>
      metric.createAlarm(this, id, {
        threshold: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        evaluationPeriods: 1,
        treatMissingData: TreatMissingData.NOT_BREACHING,
        alarmDescription,
      });
    const minute = { period: Duration.minutes(1) };
    const effect = 'Until it works, the second level is paged although somebody has answered.';
    return [
      alarm('Errors', this.handler.metricErrors(minute), `Acknowledgements cannot be noted. ${effect}`),
      alarm(
        'Throttles',
        this.handler.metricThrottles(minute),
        `Acknowledgements come faster than they are noted. ${effect}`,
      ),
      alarm(
        'NotNoted',
        this.failed.metricApproximateNumberOfMessagesVisible({ ...minute, statistic: 'Maximum' }),
        `A page was not noted: an acknowledgement of the incident before it may hold for it. ${effect}`,
      ),
    ];
  }
}

/** A name for the policy, in metrics and commands. */
export function policyNameOf(scope: Construct): string {
  return Names.uniqueResourceName(scope, { maxLength: 120, separator: '-' });
}

/** Actions are the same for several alarms. */
export function tellAll(alarms: readonly Alarm[], action: IAlarmAction): void {
  for (const alarm of alarms) alarm.addAlarmAction(action);
}
