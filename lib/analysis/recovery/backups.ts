import { selects } from '../../facts/backup';
import { backupRules, copyActions, regionOfVault } from '../../facts/backup-plans';
import { attempt } from '../../model/attempt';
import type { Application } from '../../model/application';
import type { Resource } from '../../model/resource';
import type { Value } from '../../model/value';
import type { Evidence } from '../component';
import type { Assumptions } from './defaults';
import { longestGap } from './schedule-gap';

const SELECTION = 'AWS::Backup::BackupSelection';
const MINUTE = 60;
/** How long a job may wait for its start when nothing is said. AWS Backup Developer Guide, plan options. */
const DEFAULT_START_WINDOW = 8 * 60;
/** When backups are made if nothing is said: every day at five. */
const DEFAULT_SCHEDULE = 'cron(0 5 ? * * *)';

/** Backups that a rule of a plan makes. */
export interface BackupRule {
  /** Any second can be restored, as far as the service supports it. */
  readonly isContinuous: boolean;
  /** Most data that is lost, in seconds; `undefined` where the schedule does not say. */
  readonly loss: number | undefined;
  /** The same for the copy in another Region. Absent where there is none. */
  readonly lossElsewhere?: number;
  /** It copies them to a vault whose Region is not known. */
  readonly isCopyOpen: boolean;
  readonly formula: string;
  readonly evidence: Evidence;
}

/** The backups of a resource, as far as the template says. */
export interface Backups {
  readonly rules: readonly BackupRule[];
  /** Why there may be others; absent where these are all. */
  readonly open?: string;
}

/** What every resource of an application asks: read once. */
export class BackupPlans {
  private readonly rules = new Map<Resource, Backups>();
  private readonly selections: readonly Resource[];

  constructor(
    private readonly application: Application,
    private readonly assumptions: Assumptions,
  ) {
    this.selections = application.resources(SELECTION);
  }

  /** The backups that plans of the application make of a resource. */
  public of(resource: Resource): Backups {
    const rules: BackupRule[] = [];
    let open: string | undefined;
    for (const selection of this.selections) {
      const covered = attempt(this.application, () => selects(selection, resource));
      const answer = covered.isKnown ? covered.value : 'unknown';
      if (answer === 'unknown') open ??= `deployment decides whether ${selection.id} selects it`;
      if (answer !== 'yes') continue;
      const own = this.ofSelection(selection);
      rules.push(...own.rules);
      open ??= own.open;
    }
    return { rules, ...(open !== undefined && { open }) };
  }

  private ofSelection(selection: Resource): Backups {
    const plan = selection.reference('BackupPlanId');
    if (plan?.type !== 'AWS::Backup::BackupPlan') {
      return { rules: [], open: `the plan of ${selection.id} is not in the application` };
    }
    let rules = this.rules.get(plan);
    if (rules === undefined) this.rules.set(plan, (rules = this.ofPlan(plan)));
    return rules;
  }

  private ofPlan(plan: Resource): Backups {
    const read = attempt(this.application, () => backupRules(plan));
    if (!read.isKnown) return { rules: [], open: read.because };
    const rules = read.value.map((rule) => attempt(this.application, () => this.ofRule(rule, plan)));
    const open = rules.find((each) => !each.isKnown);
    return {
      rules: rules.flatMap((each) => (each.isKnown ? [each.value] : [])),
      ...(open !== undefined && !open.isKnown && { open: open.because }),
    };
  }

  private ofRule(rule: Value, plan: Resource): BackupRule {
    const said = rule.at('ScheduleExpression').string();
    const schedule = said ?? DEFAULT_SCHEDULE;
    const zone = rule.at('ScheduleExpressionTimezone').string() ?? 'Etc/UTC';
    const clock = /^(Etc\/)?(UTC|GMT|UCT|Zulu|Universal)$/.test(zone) ? 0 : 3600;
    const window = (rule.at('StartWindowMinutes').number() ?? DEFAULT_START_WINDOW) * MINUTE;
    const period = longestGap(schedule);
    const { backupJob, backupCopy } = this.assumptions;
    const loss = period === undefined ? undefined : period + clock + window + backupJob;
    const clocks = clock === 0 ? '' : ` + clock change ${clock}`;
    const formula = `period ${period ?? '?'}${clocks} + start window ${window} + job ${backupJob}`;
    const regions = copyActions(rule).map((copy) => regionOfVault(copy.at('DestinationBackupVaultArn'), plan));
    const hasCopy = regions.includes('elsewhere');
    const place = said === undefined ? rule : rule.at('ScheduleExpression');
    return {
      isContinuous: rule.at('EnableContinuousBackup').isTrue,
      loss,
      ...(hasCopy && loss !== undefined && { lossElsewhere: loss + backupCopy }),
      isCopyOpen: !hasCopy && regions.includes('unknown'),
      formula,
      evidence: { resource: plan, path: place.path, says: `The plan backs it up by ${schedule}` },
    };
  }
}

/** How data loss adds up for the copy in another Region. */
export function formulaElsewhere({ formula, loss, lossElsewhere }: BackupRule): string {
  return `${formula} + copy ${(lossElsewhere ?? 0) - (loss ?? 0)}`;
}
