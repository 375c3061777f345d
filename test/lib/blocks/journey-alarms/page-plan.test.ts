import * as fc from 'fast-check';
import { anyOfTree, ruleLength, type Named } from '../../../../lib/blocks/journey-alarms/alarm-tree';
import { LIMITS } from '../../../../lib/blocks/journey-alarms/limits';
import { planPages, type PagePlan, type PlannedComponent } from '../../../../lib/blocks/journey-alarms/page-plan';
import { simulate, type SimulatedAlarm } from '../alarm-simulation';

const MINUTE = 60;

/** A component with alarms `<name>!` (outage) and `<name>?` (symptom). */
function component(name: string, causes: string[] = [], alarms = '!?', detection = 180): PlannedComponent {
  const own = [...alarms].map((kind) => ({ name: name + kind, length: 10, isOutage: kind === '!', detection }));
  return { name, alarms: own, causes };
}

function pageOf(plan: PagePlan, name: string, isOutage = true): PagePlan['pages'][number] | undefined {
  return plan.pages.find((page) => page.components.includes(name) && page.isOutage === isOutage);
}

/** The metric alarms that a composite comes down to. */
function leaves(plan: PagePlan, name: string | undefined): string[] {
  if (name === undefined) return [];
  const composite = plan.composites.find((each) => each.name === name);
  return composite === undefined
    ? [name]
    : [...new Set(composite.children.flatMap((child) => leaves(plan, child)))].sort();
}

describe('pages', () => {
  test('wait for the alarms of what they stand on', () => {
    const plan = planPages('P', [
      component('api', ['fn']),
      component('fn', ['db', 'key']),
      component('db'),
      component('key', [], '!'),
    ]);
    const said = plan.pages.map(({ name, suppressor, wait }) => ({ name, causes: leaves(plan, suppressor), wait }));
    expect(said).toEqual([
      { name: 'P-key-out', causes: [], wait: undefined },
      { name: 'P-db-out', causes: [], wait: undefined },
      { name: 'P-db-degraded', causes: ['db!'], wait: 240 },
      { name: 'P-fn-out', causes: ['db!', 'key!'], wait: 240 },
      { name: 'P-fn-degraded', causes: ['db!', 'fn!', 'key!'], wait: 240 },
      { name: 'P-api-out', causes: ['db!', 'fn!', 'key!'], wait: 240 },
      { name: 'P-api-degraded', causes: ['api!', 'db!', 'fn!', 'key!'], wait: 240 },
    ]);
  });

  test('are suppressed by the one alarm itself where there is only one', () => {
    const plan = planPages('P', [component('fn', ['db']), component('db', [], '!')]);
    const page = {
      name: 'P-fn-out',
      isOutage: true,
      components: ['fn'],
      children: ['fn!'],
      suppressor: 'db!',
      wait: 240,
    };
    expect(pageOf(plan, 'fn')).toEqual(page);
    expect(plan.composites).toEqual([{ name: 'P-down-fn', children: ['fn!', 'db!'] }]);
  });

  test('see through what has no alarm', () => {
    const plan = planPages('P', [component('fn', ['role']), component('role', ['key'], ''), component('key')]);
    expect(plan.pages.map(({ name }) => name)).toEqual(['P-key-out', 'P-key-degraded', 'P-fn-out', 'P-fn-degraded']);
    expect(leaves(plan, pageOf(plan, 'fn')?.suppressor)).toEqual(['key!']);
  });

  test('are not suppressed by symptoms', () => {
    expect(
      pageOf(planPages('P', [component('fn', ['db']), component('db', [], '?')]), 'fn')?.suppressor,
    ).toBeUndefined();
  });

  test('of a circle are one, which waits for what is outside', () => {
    const plan = planPages('P', [component('a', ['b']), component('b', ['a', 'c']), component('c')]);
    const members = plan.pages.map(({ components }) => [...components].sort().join());
    expect(members).toEqual(['c', 'c', 'a,b', 'a,b']);
    expect(leaves(plan, pageOf(plan, 'a')?.suppressor)).toEqual(['c!']);
    expect(planPages('P', [component('a', ['a'], '!')]).pages).toHaveLength(1);
  });

  test('wait for the slowest cause', () => {
    const plan = planPages('P', [component('fn', ['db']), component('db', ['disk']), component('disk', [], '!', 900)]);
    expect(pageOf(plan, 'fn')?.wait).toBe(960);
  });

  test('of many components are relayed, as an alarm can be in 150 composites only', () => {
    const many = Array.from({ length: 400 }, (_, i) => component(`fn${i}`, ['nat'], '?'));
    const plan = planPages('P', [component('nat', [], '!'), ...many]);
    const relays = plan.composites.filter(({ name }) => name.includes('relay'));
    expect(relays.map(({ children }) => children)).toEqual(Array(6).fill(['nat!']));
    expect(new Set(plan.pages.slice(1).map(({ suppressor }) => suppressor))).toEqual(
      new Set(relays.map(({ name }) => name)),
    );
  });

  test('of a chain of ten thousand components are planned', () => {
    const chain = Array.from({ length: 10_000 }, (_, i) => component(`c${i}`, [`c${i + 1}`], ''));
    expect(planPages('P', [...chain, component('c10000', [], '!')]).pages).toHaveLength(1);
  });
});

describe('trees', () => {
  const named = fc.record({ name: fc.uuid(), length: fc.integer({ min: 1, max: LIMITS.nameLength }) });

  test('hold all alarms within the limits, children before parents', () => {
    fc.assert(
      fc.property(fc.uniqueArray(named, { selector: ({ name }) => name, minLength: 1, maxLength: 700 }), (children) => {
        const tree = anyOfTree('Root', children);
        const known = new Map<string, Named>(children.map((child) => [child.name, child]));
        const reached = new Map<string, Set<string>>(children.map(({ name }) => [name, new Set([name])]));
        for (const { name, children: own } of tree) {
          expect(own.length).toBeLessThanOrEqual(LIMITS.children);
          expect(ruleLength(own.map((child) => known.get(child)!))).toBeLessThanOrEqual(LIMITS.ruleLength);
          reached.set(name, new Set(own.flatMap((child) => [...reached.get(child)!])));
          known.set(name, { name, length: name.length });
        }
        expect(tree.at(-1)!.name).toBe('Root');
        expect(reached.get('Root')).toEqual(new Set(children.map(({ name }) => name)));
      }),
      { numRuns: 60 },
    );
  });
});

/** Random applications: who depends on whom, circles included, and who has which alarms. */
const application = fc.integer({ min: 1, max: 12 }).chain((size) => {
  const index = fc.integer({ min: 0, max: size - 1 });
  return fc.record({
    alarms: fc.array(fc.constantFrom('!', '?', '!?', ''), { minLength: size, maxLength: size }),
    detection: fc.array(fc.integer({ min: 1, max: 15 }), { minLength: size, maxLength: size }),
    edges: fc.array(fc.tuple(index, index), { maxLength: 3 * size }),
  });
});

interface Drawn {
  readonly alarms: readonly string[];
  readonly detection: readonly number[];
  readonly edges: readonly (readonly [number, number])[];
}

function componentsOf({ alarms, detection, edges }: Drawn): PlannedComponent[] {
  return alarms.map((own, i) => {
    const causes = edges.filter(([from]) => from === i).map(([, to]) => `c${to}`);
    return component(`c${i}`, causes, own, detection[i]! * MINUTE);
  });
}

/** Who fails with whom, through any number of others (Warshall's algorithm). */
function closure({ alarms, edges }: Drawn): boolean[][] {
  const size = alarms.length;
  const reach = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (__, j) => edges.some(([a, b]) => a === i && b === j)),
  );
  for (let k = 0; k < size; k += 1) {
    for (let i = 0; i < size; i += 1) for (let j = 0; j < size; j += 1) reach[i]![j] ||= reach[i]![k]! && reach[k]![j]!;
  }
  return reach;
}

/** Runs a plan with the journey's own composite, which has no suppressor. */
function run(plan: PagePlan, metricAlarms: readonly SimulatedAlarm[], minutes: number): ReturnType<typeof simulate> {
  const any = (children: readonly string[]) => (_: number, states: ReadonlyMap<string, boolean>) =>
    children.some((child) => states.get(child));
  return simulate(
    [
      ...metricAlarms,
      ...plan.composites.map(({ name, children }) => ({ name, isAlarm: any(children) })),
      ...plan.pages.map(({ name, children, suppressor, wait }) => ({
        name,
        isAlarm: any(children),
        ...(suppressor !== undefined && { suppressor, wait: wait! / MINUTE, extension: wait! / MINUTE }),
      })),
    ],
    minutes,
  ).filter(({ name }) => plan.pages.some((page) => page.name === name));
}

describe('whatever depends on what, and whatever goes off', () => {
  test('composites name only what stands before them, within the limits', () => {
    fc.assert(
      fc.property(application, (drawn) => {
        const plan = planPages('P', componentsOf(drawn));
        const known = new Set(componentsOf(drawn).flatMap(({ alarms }) => alarms.map(({ name }) => name)));
        for (const { name, children } of [...plan.composites, ...plan.pages]) {
          expect(children.every((child) => known.has(child))).toBe(true);
          expect(known.has(name)).toBe(false);
          known.add(name);
        }
        for (const { suppressor } of plan.pages) expect(suppressor === undefined || known.has(suppressor)).toBe(true);
      }),
    );
  });

  test('exactly the components are paged that stand on nothing which is out of service', () => {
    fc.assert(
      fc.property(
        application,
        fc.infiniteStream(fc.boolean()),
        fc.infiniteStream(fc.nat(30)),
        (drawn, isFiring, delay) => {
          const components = componentsOf(drawn);
          const reach = closure(drawn);
          const firing = new Map(
            components
              .flatMap(({ alarms }) => alarms)
              .map(({ name, detection }) => {
                // A cause is seen at the latest when it takes as long as its alarm says; symptoms come at any time before.
                const at = name.endsWith('!') ? detection / MINUTE : delay.next().value!;
                return [name, { is: isFiring.next().value!, at }];
              }),
          );
          const plan = planPages('P', components);
          const metricAlarms = [...firing].map(([name, { is, at }]) => ({
            name,
            isAlarm: (minute: number) => is && minute >= at,
          }));
          const paged = new Set(run(plan, metricAlarms, 120).map(({ name }) => name));

          const isOut = (i: number): boolean => firing.get(`c${i}!`)?.is ?? false;
          const isSick = (i: number): boolean => firing.get(`c${i}?`)?.is ?? false;
          components.forEach((_, i) => {
            const circle = components.map((__, j) => j).filter((j) => j === i || (reach[i]![j] && reach[j]![i]));
            const causes = components.map((__, j) => j).filter((j) => reach[i]![j] && !circle.includes(j));
            const isCaused = causes.some(isOut);
            const told = (isOutage: boolean): boolean => paged.has(pageOf(plan, `c${i}`, isOutage)?.name ?? '');
            expect(told(true)).toBe(circle.some(isOut) && !isCaused);
            expect(told(false)).toBe(circle.some(isSick) && !circle.some(isOut) && !isCaused);
          });
          // What this comes to: nothing goes off without somebody being paged.
          expect(paged.size > 0).toBe(components.some((_, i) => isOut(i) || isSick(i)));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a component out of service pages somebody soon, also while others come and go', () => {
    fc.assert(
      fc.property(application, fc.infiniteStream(fc.integer({ min: 1, max: 60 })), (drawn, lengths) => {
        const components = componentsOf(drawn);
        const plan = planPages('P', components);
        // Each alarm alternates between OK and ALARM.
        const flips = new Map(
          components
            .flatMap(({ alarms }) => alarms)
            .map(({ name }) => {
              const times = [lengths.next().value!];
              while (times.at(-1)! < 300) times.push(times.at(-1)! + lengths.next().value!);
              return [name, times] as const;
            }),
        );
        const isAlarm = (name: string, minute: number): boolean =>
          flips.get(name)!.filter((at) => at <= minute).length % 2 === 1;
        const metricAlarms = [...flips.keys()].map((name) => ({
          name,
          isAlarm: (minute: number) => isAlarm(name, minute),
        }));
        const paged = run(plan, metricAlarms, 300);
        const longest = Math.max(0, ...plan.pages.map(({ wait }) => (wait ?? 0) / MINUTE));
        const open = (children: readonly string[], minute: number): boolean => {
          return children.some((child) => leaves(plan, child).some((leaf) => isAlarm(leaf, minute)));
        };
        // Wherever nothing changes for as long as the longest wait, and something is in ALARM, one of the open pages was
        // sent since it opened.
        for (let from = 0; from + longest < 300; from += 1) {
          const changes = [...flips.values()].some((times) => times.some((at) => at > from && at <= from + longest));
          const opened = plan.pages.filter(({ children }) => open(children, from));
          if (changes || opened.length === 0) continue;
          const told = opened.filter(({ name, children }) => {
            let since = from;
            while (since > 0 && open(children, since - 1)) since -= 1;
            return paged.some((each) => each.name === name && each.minute >= since && each.minute <= from + longest);
          });
          expect(told.map(({ name }) => name)).not.toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('an outage is told although a symptom of the same component has been told long ago', () => {
    const plan = planPages('P', [component('fn', ['db']), component('db')]);
    const given: Record<string, number> = { 'db?': 0, 'db!': 100, 'fn!': 100 };
    const metricAlarms = ['db!', 'db?', 'fn!', 'fn?'].map((name) => ({
      name,
      isAlarm: (minute: number) => minute >= (given[name] ?? 999),
    }));
    expect(run(plan, metricAlarms, 200)).toEqual([
      { name: 'P-db-degraded', minute: 4 },
      { name: 'P-db-out', minute: 100 },
    ]);
  });
});
