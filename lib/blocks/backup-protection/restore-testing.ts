import { Annotations, Duration, Lazy, Names, Validations } from 'aws-cdk-lib';
import { CfnRestoreTestingPlan, CfnRestoreTestingSelection } from 'aws-cdk-lib/aws-backup';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Policy, PolicyStatement, type IRole } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { fault } from '../fault';
import { BackupResourceType } from './backup-resource-type';
import { capabilityOf } from './capabilities';
import { DeadLetters } from './dead-letters';
import { DEFAULTS } from './defaults';
import { needsNetwork, RestoreIsolation } from './restore-isolation';
import { restoreNetwork } from './restore-network';

/** A value of the restore metadata that AWS Backup would otherwise infer. */
export interface RestoreMetadataOverride {
  /** The type that it is for. */
  readonly resourceType: BackupResourceType;
  /** The key, for instance `dbInstanceClass`. */
  readonly key: string;
  /** The value. */
  readonly value: string;
}

/** How restores are tested. */
export interface RestoreTestOptions {
  /**
   * When, as a cron expression in UTC.
   *
   * @default 'cron(0 8 ? * SUN *)'
   */
  readonly schedule?: string;

  /**
   * A function of this Region that looks at what was restored. It gets the event of the restore job and reports
   * `SUCCESSFUL` or `FAILED` with `PutRestoreValidationResult` for `detail.restoreJobId`, which it is permitted to; when
   * it throws, the topic is told. Without it a test proves that a restore job ended, not that the data is there.
   *
   * @default - no validation
   */
  readonly validation?: IFunction;

  /**
   * How long a restored resource is kept for the validation, in hours from 1 to 168. It costs what the original costs.
   *
   * @default Duration.hours(8)
   */
  readonly validationWindow?: Duration;

  /**
   * The network that databases, instances and file systems are restored into, with a security group that lets nothing
   * in or out.
   *
   * @default - the default VPC, if there is one
   */
  readonly vpc?: IVpc;

  /**
   * Whether to make such a network, which nothing else uses: three zones, no gateway, with flow logs.
   *
   * @default false
   */
  readonly ownNetwork?: boolean;

  /**
   * The subnets of `vpc`.
   *
   * @default - the isolated subnets
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * Other restore metadata.
   *
   * @default - what AWS Backup infers
   */
  readonly metadataOverrides?: RestoreMetadataOverride[];
}

/** What restore testing works on. */
export interface RestoreTestingProps extends RestoreTestOptions {
  /** The ARN of the vault whose recovery points are restored. */
  readonly vaultArn: string;
  /** The role that restores. */
  readonly role: IRole;
  /** Who is told of validations that fail. */
  readonly notificationTopic: ITopic;
}

/** AWS Backup takes as many ARNs in a selection. */
const MOST_ARNS = 30;

/** Restores the newest recovery point of each resource in a vault, on a schedule, and has the result looked at. */
export class RestoreTesting extends Construct {
  /** The restore testing plan. */
  public readonly plan: CfnRestoreTestingPlan;
  /** The selections, one for each type. */
  public readonly selections: CfnRestoreTestingSelection[] = [];
  private readonly isolation?: RestoreIsolation;
  private readonly arns = new Map<BackupResourceType, string[] | undefined>();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: RestoreTestingProps,
  ) {
    super(scope, id);
    const hours = this.validationHours();
    if (!Number.isInteger(hours) || hours < 1 || hours > 168) {
      throw fault(this, `validationWindow is ${hours} hours; AWS Backup takes whole hours from 1 to 168`);
    }
    this.plan = new CfnRestoreTestingPlan(this, 'Plan', {
      restoreTestingPlanName: this.nameOf(this),
      scheduleExpression: props.schedule ?? DEFAULTS.restoreTestSchedule,
      scheduleExpressionTimezone: DEFAULTS.timeZone.timezoneName,
      startWindowHours: DEFAULTS.restoreTestStartWindow.toHours(),
      recoveryPointSelection: {
        algorithm: 'LATEST_WITHIN_WINDOW',
        includeVaults: [props.vaultArn],
        recoveryPointTypes: ['CONTINUOUS', 'SNAPSHOT'],
        selectionWindowDays: DEFAULTS.selectionWindow.toDays(),
      },
    });
    this.isolation = this.isolate();
    if (props.validation !== undefined) this.validateWith(props.validation);
  }

  /**
   * Tests resources of a type; each type is tested once.
   *
   * @param resourceType the type
   * @param arns the ARNs of the resources; all of the type in the vault where absent
   */
  public test(resourceType: BackupResourceType, arns?: string[]): void {
    if (!capabilityOf(resourceType).restoreTest) {
      const untested = `AWS Backup cannot test restores of ${resourceType}: restore one by hand and write down how long it takes.`;
      Annotations.of(this).addInfoV2(`cdk-resilience:restore-untested-${resourceType}`, untested);
      return;
    }
    const before = this.arns.get(resourceType);
    const isNew = !this.arns.has(resourceType);
    this.arns.set(
      resourceType,
      arns === undefined || (!isNew && before === undefined) ? undefined : [...(before ?? []), ...arns],
    );
    if (isNew) this.select(resourceType);
  }

  private isolate(): RestoreIsolation | undefined {
    const { ownNetwork = false, vpc, vpcSubnets } = this.props;
    if (ownNetwork && (vpc ?? vpcSubnets) !== undefined) {
      throw fault(this, 'ownNetwork makes a network, and vpc or vpcSubnets gives one: leave one of them out');
    }
    const network = ownNetwork ? restoreNetwork(this, 'Network') : vpc;
    return network && new RestoreIsolation(this, 'Isolation', network, vpcSubnets);
  }

  private select(type: BackupResourceType): void {
    if (needsNetwork(type) && this.isolation === undefined) {
      Annotations.of(this).addWarningV2(
        `cdk-resilience:restore-test-network-${type}`,
        `Restores of ${type} are tested in the default VPC, next to what runs there, and fail if there is none. Give a vpc with isolated subnets, or set ownNetwork.`,
      );
    }
    const overrides = {
      ...this.isolation?.overridesFor(type),
      ...Object.fromEntries(
        (this.props.metadataOverrides ?? [])
          .filter((each) => each.resourceType === type)
          .map(({ key, value }) => [key, value]),
      ),
    };
    const selection = new CfnRestoreTestingSelection(this, type, {
      restoreTestingPlanName: this.plan.ref,
      restoreTestingSelectionName: type,
      protectedResourceType: type,
      protectedResourceArns: Lazy.list({ produce: () => this.arnsOf(type) }),
      iamRoleArn: this.props.role.roleArn,
      validationWindowHours: this.validationHours(),
      ...(Object.keys(overrides).length > 0 && { restoreMetadataOverrides: overrides }),
    });
    // The policies of the role have to be there when the first test starts.
    selection.node.addDependency(this.props.role);
    this.selections.push(selection);
  }

  /** The vault holds nothing else, so all of a type in it stands for a list that is too long. */
  private arnsOf(type: BackupResourceType): string[] {
    const arns = this.arns.get(type);
    return arns === undefined || arns.length > MOST_ARNS ? ['*'] : arns;
  }

  private validationHours(): number {
    return (this.props.validationWindow ?? DEFAULTS.validationWindow).toHours({ integral: false });
  }

  private nameOf(construct: Construct): string {
    return Names.uniqueResourceName(construct, { maxLength: 50, separator: '_' });
  }

  private validateWith(validation: IFunction): void {
    const undelivered = new DeadLetters(this, 'Undelivered', this.props.notificationTopic);
    new Rule(this, 'Restored', {
      description: 'A backup was restored as a test: look at it',
      eventPattern: {
        source: ['aws.backup'],
        detailType: ['Restore Job State Change'],
        detail: { status: ['COMPLETED'], restoreTestingPlanArn: [this.plan.attrRestoreTestingPlanArn] },
      },
      targets: [
        new LambdaFunction(validation, {
          deadLetterQueue: undelivered.queue,
          retryAttempts: 2,
          maxEventAge: Duration.hours(1),
        }),
      ],
    });
    this.permit(validation);
    const failed = new Alarm(this, 'ValidationFailed', {
      alarmDescription: `A restored backup could not be validated: ${this.node.path}`,
      metric: validation.metricErrors({ statistic: 'Sum', period: Duration.minutes(5) }),
      threshold: 0,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      // It runs only after a test.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    failed.addAlarmAction(new SnsAction(this.props.notificationTopic));
  }

  private permit({ role }: IFunction): void {
    const statement = new PolicyStatement({ actions: ['backup:PutRestoreValidationResult'], resources: ['*'] });
    if (role === undefined) {
      Annotations.of(this).addInfoV2(
        'cdk-resilience:restore-validation-permission',
        'To confirm: the role of the validation function, which is not known here, has backup:PutRestoreValidationResult.',
      );
      return;
    }
    const policy = new Policy(this, 'ReportVerdict', { statements: [statement] });
    policy.attachToRole(role);
    Validations.of(policy).acknowledge({
      id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
      reason: 'backup:PutRestoreValidationResult knows no resources: restore jobs have no ARNs.',
    });
  }
}
