import { Stack, Token, type Duration } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { fault } from '../fault';
import { AIR_GAPPED_DAYS } from './air-gapped-vault';
import type { BackupProtectionProps } from './backup-protection-props';
import { BackupResourceType } from './backup-resource-type';
import { DEFAULTS } from './defaults';
import { lifecycleFault, lockFault, type RetentionLimits } from './lifecycle';

/** These are all clusters of RDS to a selection. */
const CLUSTERS = [BackupResourceType.AURORA, BackupResourceType.DOCUMENT_DB, BackupResourceType.NEPTUNE];

/** Refuses what AWS Backup would refuse at deployment, or at each job. */
export function checkProps(scope: Construct, props: BackupProtectionProps): void {
  const { resources = [], tagged = [], destinations = [] } = props;
  const refuse = (message: string): never => {
    throw fault(scope, message);
  };
  if (resources.length === 0 && tagged.length === 0) refuse('it protects nothing: give `resources`, or `tagged`');
  for (const { key, value, types } of tagged) {
    if (types.length === 0) refuse(`the tag ${key}=${value} is for no type: give its \`types\``);
    const clusters = types.filter((type) => CLUSTERS.includes(type));
    if (clusters.length > 1) {
      refuse(`the tag ${key}=${value} cannot tell ${clusters.join(' and ')} apart: give each a tag of its own`);
    }
  }
  const arns = destinations.map(({ vaultArn }) => vaultArn);
  if (new Set(arns).size < arns.length) refuse('two of the destinations are the same vault');
  checkTopic(scope, props.notificationTopic, refuse);
  if (props.airGapped === true && props.irreversible !== true) {
    refuse('an air-gapped vault can never be undone: set irreversible to true too, or leave airGapped out');
  }
  checkZone(props, refuse);
  checkTimes(props, refuse);
  checkLifecycles(props, refuse);
}

type Refuse = (message: string) => never;

/** Events and alarms reach topics of their own account and Region. */
export function checkTopic(scope: Construct, { env }: ITopic, refuse: Refuse): void {
  const { account, region } = Stack.of(scope);
  const places = [
    [env.region, region, 'of their own Region only'],
    [env.account, account, 'of their own account only, by the permissions that are given here'],
  ] as const;
  for (const [topic, own, which] of places) {
    if (Token.isUnresolved(own) || Token.isUnresolved(topic) || own === topic) continue;
    refuse(`the topic is in ${topic}, the backups are in ${own}: events and alarms reach topics ${which}`);
  }
}

function checkZone({ timeZone = DEFAULTS.timeZone }: BackupProtectionProps, refuse: Refuse): void {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: timeZone.timezoneName });
  } catch {
    refuse(`'${timeZone.timezoneName}' is no time zone: take one of TimeZone, as TimeZone.EUROPE_BERLIN`);
  }
}

function checkTimes(props: BackupProtectionProps, refuse: Refuse): void {
  const { startWindow = DEFAULTS.startWindow, completionWindow = DEFAULTS.completionWindow } = props;
  const { backupHour = DEFAULTS.backupHour, jobTime = DEFAULTS.jobTime } = props;
  if (startWindow.toMinutes() < 60) refuse('startWindow is less than 60 minutes, which AWS Backup refuses');
  if (completionWindow.toMinutes() < startWindow.toMinutes() + 60) {
    refuse('completionWindow has to be at least an hour longer than startWindow');
  }
  if (jobTime.toMinutes() > completionWindow.toMinutes()) {
    refuse('jobTime is longer than completionWindow, after which jobs are cancelled');
  }
  if (!Number.isInteger(backupHour) || backupHour < 0 || backupHour > 23) {
    refuse(`backupHour is ${backupHour}; an hour of the day is a whole number from 0 to 23`);
  }
}

function checkLifecycles(props: BackupProtectionProps, refuse: Refuse): void {
  const { retention = DEFAULTS.retention, destinations = [], archive } = props;
  const { minRetention = DEFAULTS.minRetention, maxRetention = DEFAULTS.maxRetention } = props;
  const own = { min: minRetention.toDays(), max: maxRetention.toDays() };
  if (props.airGapped === true && own.min < AIR_GAPPED_DAYS) {
    refuse(`an air-gapped vault takes retentions of at least ${AIR_GAPPED_DAYS} days: raise minRetention`);
  }
  const check = (name: string, days: number, limits: RetentionLimits, vault: string): void => {
    const reason = lockFault(days, limits);
    if (reason !== undefined) refuse(`${name} does not fit ${vault}: ${reason}`);
  };
  const others = destinations.map((each) => {
    return [each.vaultArn, { min: each.minRetentionDays, max: each.maxRetentionDays }] as const;
  });
  const lifecycle = (name: string, kept: Duration, cold: Duration | undefined, continuous: boolean): void => {
    const days = { deleteAfter: kept.toDays(), ...(cold !== undefined && { coldAfter: cold.toDays() }) };
    const reason = lifecycleFault(days, continuous);
    if (reason !== undefined) refuse(`${name}: ${reason}`);
  };
  const copied = props.copyRetention ?? retention;
  if (props.continuous !== false) {
    const continuous = props.continuousRetention ?? DEFAULTS.continuousRetention;
    lifecycle('continuousRetention', continuous, undefined, true);
    check('continuousRetention', continuous.toDays(), own, 'the vault');
  }
  check('retention', retention.toDays(), own, 'the vault');
  if (props.airGapped === true) check('copyRetention', copied.toDays(), own, 'the air-gapped vault');
  for (const [arn, limits] of others) check('copyRetention', copied.toDays(), limits, arn);
  if (archive === undefined) return;
  lifecycle('archive', archive.retention, archive.moveToColdStorageAfter, false);
  check('archive.retention', archive.retention.toDays(), own, 'the vault');
  for (const [arn, limits] of others) check('archive.retention', archive.retention.toDays(), limits, arn);
}
