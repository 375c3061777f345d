import { Names } from 'aws-cdk-lib';
import { CfnFramework } from 'aws-cdk-lib/aws-backup';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { BackupResourceType } from './backup-resource-type';
import { DeadLetters } from './dead-letters';

/** The types that the control can be scoped to. */
const AUDITED = new Set<BackupResourceType>([
  BackupResourceType.AURORA,
  BackupResourceType.DYNAMO_DB,
  BackupResourceType.EBS,
  BackupResourceType.EC2,
  BackupResourceType.EFS,
  BackupResourceType.FSX,
  BackupResourceType.RDS,
  BackupResourceType.S3,
]);

/** The control takes ages up to this. */
const MOST_HOURS = 744;

/**
 * Finds single resources without a recent recovery point, which metrics cannot, as they count by vault and type. It
 * looks at all resources of the types in the account, and needs a recorder of AWS Config.
 */
export class RecoveryPointAudit extends Construct {
  public readonly framework: CfnFramework;

  constructor(scope: Construct, id: string, types: readonly BackupResourceType[], ageHours: number, topic: ITopic) {
    super(scope, id);
    const hours = Math.min(Math.ceil(ageHours), MOST_HOURS);
    this.framework = new CfnFramework(this, 'Framework', {
      // Letters, digits and underscores, with a letter first.
      frameworkName: `Audit_${Names.uniqueResourceName(this, { maxLength: 100, separator: '_' })}`,
      frameworkDescription: `Each resource has a recovery point of the last ${hours} hours`,
      frameworkControls: [
        {
          controlName: 'BACKUP_LAST_RECOVERY_POINT_CREATED',
          controlInputParameters: [
            { parameterName: 'recoveryPointAgeUnit', parameterValue: 'hours' },
            { parameterName: 'recoveryPointAgeValue', parameterValue: String(hours) },
          ],
          controlScope: { ComplianceResourceTypes: types.filter((type) => AUDITED.has(type)) },
        },
      ],
    });
    const undelivered = new DeadLetters(this, 'Undelivered', topic);
    new Rule(this, 'Missing', {
      description: 'A resource has no recent recovery point',
      eventPattern: {
        source: ['aws.config'],
        detailType: ['Config Rules Compliance Change'],
        detail: {
          newEvaluationResult: { complianceType: ['NON_COMPLIANT'] },
          // The rules that AWS Backup makes for its frameworks.
          configRuleARN: [{ wildcard: '*:config-rule/aws-service-rule/backup.amazonaws.com*' }],
        },
      },
      targets: [new SnsTopic(topic, { deadLetterQueue: undelivered.queue })],
    });
  }
}
