import { daysBetween, type Day } from '../../intent/schema/day';
import { pathPattern } from '../../model/path-pattern';
import type { Journey } from '../system/journeys';
import type { SystemNode } from '../system/node';
import type { System } from '../system/system';
import { definedTestsOf } from './defined';
import { FRESH_FOR, latestOf, stateOf } from './freshness';
import type { EvidenceRecord, TestRecord, TestState } from './records';
import { OF_JOURNEY, type Proof, type TestEvidence } from './schema';

/** How tests are laid to what they were run on. */
export interface TestsOptions {
  /** The day of the assessment. Default: that of the application. */
  readonly asOf?: Day;
  /** Days that a passed test counts in full. Default: 30. */
  readonly freshFor?: number;
}

/** What the tests of something come to. */
export interface TestOutcome {
  readonly state: TestState;
  /** The test that decides. */
  readonly test?: TestRecord;
}

const NO_TEST: TestOutcome = { state: 'NONE' };

/** The tests that were run on a system. */
export class Tests {
  /** By the path or name they were run on, where it holds no wildcard. */
  private readonly byPath = new Map<string, TestEvidence[]>();
  private readonly byPattern: { readonly matches: (path: string) => boolean; readonly test: TestEvidence }[] = [];
  private readonly byJourney = new Map<string, TestEvidence[]>();
  private readonly ofNodes = new Map<SystemNode, readonly TestEvidence[]>();
  /** The journeys that tests were run on as a whole, by what they are made of. */
  private readonly journeysOf = new Map<SystemNode, Journey[]>();
  private readonly asOf: Day;
  private readonly freshFor: number;

  constructor(
    private readonly system: System,
    private readonly evidence: readonly TestEvidence[],
    options: TestsOptions = {},
  ) {
    this.asOf = options.asOf ?? system.application.asOf;
    this.freshFor = options.freshFor ?? FRESH_FOR;
    for (const test of evidence) {
      if (test.on.startsWith(OF_JOURNEY)) push(this.byJourney, test.on.slice(OF_JOURNEY.length).trim(), test);
      else if (/[*?]/.test(test.on)) this.byPattern.push({ matches: pathPattern(test.on), test });
      else push(this.byPath, test.on.replace(/^\/|\/$/g, ''), test);
    }
    for (const journey of system.journeys) {
      if (!this.byJourney.has(journey.name)) continue;
      for (const node of journey.components) push(this.journeysOf, node, journey);
    }
  }

  /** What the tests come to that show something of a component. */
  public of(node: SystemNode, ...proofs: readonly Proof[]): TestOutcome {
    return this.outcome(this.on(node), proofs);
  }

  /** What the tests come to that were run on a journey as a whole. */
  public ofJourney({ name }: Journey, ...proofs: readonly Proof[]): TestOutcome {
    return this.outcome(this.byJourney.get(name) ?? [], proofs);
  }

  /** What the tests come to that show whether somebody notices: a restore and a load make no alarm go off. */
  public noticing(node: SystemNode, ...proofs: readonly Proof[]): TestOutcome {
    return this.outcome(this.on(node).filter(isNoticed), proofs);
  }

  /** What the tests on a journey as a whole come to that show whether somebody notices. */
  public noticingJourney({ name }: Journey, ...proofs: readonly Proof[]): TestOutcome {
    return this.outcome((this.byJourney.get(name) ?? []).filter(isNoticed), proofs);
  }

  /** All that is known, for the assessment. */
  public record(): EvidenceRecord {
    return {
      freshFor: this.freshFor,
      tests: this.evidence.map((test) => this.testRecord(test)),
      unmatched: this.unmatched(),
      defined: definedTestsOf(this.system.application),
    };
  }

  private outcome(tests: readonly TestEvidence[], proofs: readonly Proof[]): TestOutcome {
    if (tests.length === 0) return NO_TEST;
    const latest = latestOf(tests.filter(({ proves }) => proves.some((proof) => proofs.includes(proof))));
    if (latest === undefined) return NO_TEST;
    const test = this.testRecord(latest);
    return { state: test.state, test };
  }

  private on(node: SystemNode): readonly TestEvidence[] {
    if (this.evidence.length === 0) return [];
    let found = this.ofNodes.get(node);
    if (found === undefined) this.ofNodes.set(node, (found = this.find(node)));
    return found;
  }

  private find(node: SystemNode): TestEvidence[] {
    return [
      ...pathsAround(node.name).flatMap((path) => this.byPath.get(path) ?? []),
      ...this.byPattern.filter(({ matches }) => matches(node.name)).map(({ test }) => test),
      ...(this.journeysOf.get(node) ?? []).flatMap(({ name }) => this.byJourney.get(name) as TestEvidence[]),
    ];
  }

  private unmatched(): string[] {
    const { journeys, nodes } = this.system;
    const known = new Set(journeys.map(({ name }) => name));
    const matched = new Set(nodes.flatMap((node) => this.on(node)));
    return this.evidence
      .filter((test) => {
        if (!test.on.startsWith(OF_JOURNEY)) return !matched.has(test);
        return !known.has(test.on.slice(OF_JOURNEY.length).trim());
      })
      .map(({ on }) => on);
  }

  private testRecord(test: TestEvidence): TestRecord {
    const { link, ...others } = test;
    return {
      ...others,
      ...(link !== undefined && { link }),
      state: stateOf(test, this.asOf, this.freshFor),
      age: daysBetween(test.date, this.asOf),
    };
  }
}

function isNoticed({ kind }: TestEvidence): boolean {
  return kind !== 'RESTORE_TEST' && kind !== 'LOAD_TEST';
}

/** A path and those above it: `A/B/C`, `A/B`, `A`. */
function pathsAround(path: string): string[] {
  const paths = [path];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) paths.push(path.slice(0, end));
  return paths;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
