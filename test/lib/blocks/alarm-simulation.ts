/** A metric alarm whose state is given, or a composite alarm. Time goes by in minutes. */
export interface SimulatedAlarm {
  readonly name: string;
  /** In ALARM at a minute? For a metric alarm given from outside, for a composite by its rule. */
  readonly isAlarm: (minute: number, states: ReadonlyMap<string, boolean>) => boolean;
  /** Whether its action tells somebody. */
  readonly pages?: boolean;
  readonly suppressor?: string;
  /** Minutes. */
  readonly wait?: number;
  readonly extension?: number;
}

/** An action that was taken. */
export interface Paged {
  readonly name: string;
  readonly minute: number;
}

/** What an alarm with a suppressor is at: nothing to do, or an action that has not been taken yet. */
interface Pending {
  /** When the action is taken, unless the suppressor is or goes into ALARM. */
  due: number;
  wasSuppressed: boolean;
}

/**
 * Composite alarms as Amazon CloudWatch's guide describes them ("Suppressing composite alarm actions"): an alarm acts
 * when it goes into ALARM. With a suppressor it waits for it (WaitPeriod), does not act while the suppressor is in
 * ALARM, waits again after that has ended (ExtensionPeriod), and acts if it is in ALARM still.
 *
 * @param alarms children before the composites that name them
 */
export function simulate(alarms: readonly SimulatedAlarm[], minutes: number): Paged[] {
  const paged: Paged[] = [];
  const pending = new Map<string, Pending>();
  let before = new Map<string, boolean>();
  for (let minute = 0; minute < minutes; minute += 1) {
    const now = new Map<string, boolean>();
    for (const alarm of alarms) now.set(alarm.name, alarm.isAlarm(minute, now));
    for (const alarm of alarms) {
      const { name, suppressor } = alarm;
      if (!now.get(name)) {
        pending.delete(name);
        continue;
      }
      const isNew = !before.get(name);
      if (suppressor === undefined) {
        if (isNew) paged.push({ name, minute });
        continue;
      }
      if (isNew) pending.set(name, { due: minute + (alarm.wait ?? 0), wasSuppressed: false });
      const own = pending.get(name);
      if (own === undefined) continue;
      if (now.get(suppressor)) own.wasSuppressed = true;
      else if (own.wasSuppressed) {
        own.wasSuppressed = false;
        own.due = minute + (alarm.extension ?? 0);
      }
      if (!own.wasSuppressed && minute >= own.due) {
        paged.push({ name, minute });
        pending.delete(name);
      }
    }
    before = now;
  }
  return paged;
}
