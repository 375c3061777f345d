import type { SimulatedAlarm } from '../alarm-simulation';

interface Resource {
  readonly Type: string;
  readonly Properties: { readonly [name: string]: unknown };
}

/** The composite alarms of a template as CloudWatch would see them, read from nothing but the template. */
export class Composites {
  public readonly alarms: readonly SimulatedAlarm[];
  /** Metric alarms, of this stack and of others, that composites name. */
  public readonly leaves: readonly string[];
  /** Alarm name -> what it does: text with the names of topics in it. */
  public readonly actions: ReadonlyMap<string, string>;
  public readonly suppressors: ReadonlyMap<string, string>;

  constructor(template: { readonly Resources: Record<string, Resource> }) {
    const composites = Object.entries(template.Resources).filter(
      ([, { Type }]) => Type === 'AWS::CloudWatch::CompositeAlarm',
    );
    const byId = new Map(composites.map(([id, { Properties }]) => [id, String(Properties.AlarmName)]));
    const name = (value: unknown): string => {
      if (typeof value === 'string') return value;
      const {
        'Fn::Join': join,
        'Fn::GetAtt': get,
        'Fn::ImportValue': imported,
        Ref: ref,
      } = value as Record<string, unknown>;
      if (Array.isArray(join)) return (join[1] as unknown[]).map(name).join('');
      const id = Array.isArray(get) ? String(get[0]) : String(imported ?? ref);
      return byId.get(id) ?? id;
    };
    const parsed = composites.map(([id, { Properties }]) => {
      const {
        ActionsSuppressor: suppressor,
        ActionsSuppressorWaitPeriod: wait,
        ActionsSuppressorExtensionPeriod: extension,
      } = Properties;
      const rule = name(Properties.AlarmRule);
      return {
        name: byId.get(id)!,
        rule,
        children: [...rule.matchAll(/ALARM\("([^"]+)"\)/g)].map(([, child]) => child!),
        actions: JSON.stringify(Properties.AlarmActions ?? []),
        ...(suppressor !== undefined && {
          suppressor: name(suppressor),
          wait: Number(wait) / 60,
          extension: Number(extension) / 60,
        }),
      };
    });
    const names = new Set(parsed.map((each) => each.name));
    const named = parsed.flatMap(({ children, suppressor }) => [
      ...children,
      ...(suppressor === undefined ? [] : [suppressor]),
    ]);
    this.leaves = [...new Set(named)].filter((each) => !names.has(each));
    this.actions = new Map(parsed.map((each) => [each.name, each.actions]));
    this.suppressors = new Map(
      parsed.flatMap((each) => (each.suppressor === undefined ? [] : [[each.name, each.suppressor]])),
    );
    this.alarms = sorted(parsed).map(({ rule, actions: _, children: __, ...each }) => ({
      ...each,
      isAlarm: evaluator(rule),
    }));
  }
}

/** Children before parents; throws where there is a circle. */
function sorted<T extends { name: string; children: string[] }>(alarms: readonly T[]): T[] {
  const done: T[] = [];
  let left = [...alarms];
  while (left.length > 0) {
    const open = new Set(left.map(({ name }) => name));
    const ready = left.filter(({ children }) => !children.some((child) => open.has(child)));
    if (ready.length === 0) throw new Error(`a circle: ${[...open].join(', ')}`);
    done.push(...ready);
    left = left.filter((each) => !ready.includes(each));
  }
  return done;
}

/** A rule with ALARM, AND, OR, NOT and parentheses. */
function evaluator(rule: string): SimulatedAlarm['isAlarm'] {
  const names: string[] = [];
  const code = rule
    .replace(/ALARM\("([^"]+)"\)/g, (_, name: string) => `s(${names.push(name) - 1})`)
    .replaceAll('AND', '&&')
    .replaceAll('OR', '||')
    .replaceAll('NOT', '!')
    .replaceAll('FALSE', 'false');
  if (!/^[s()\d&|! false]*$/.test(code)) throw new Error(`not understood: ${rule}`);
  const run = new Function('s', `return ${code};`) as (state: (index: number) => boolean) => boolean;
  return (_, states) => run((index) => states.get(names[index]!) ?? false);
}
