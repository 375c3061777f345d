import { Application } from '../model/application';
import { isObject, type JsonObject } from '../model/values';
import { Evaluator } from './evaluate';
import { exampleTemplate, type Example, type Rule } from './rule';

/** The day cases are judged for, so that tests of dated facts do not age. */
const TRIED_AS_OF = '2026-11-23';

/** One stack of a case that has several. */
export interface StackCase {
  readonly template: Example;
  readonly region?: string;
  readonly account?: string;
}

/** What a rule is tried on. */
export interface RuleCase {
  /** Shown when the case fails. */
  readonly name: string;
  /** Properties of one resource of the type the rule applies to (its logical id is `Subject`), or a template. */
  readonly given: Example;
  /** Further stacks of the same application, by their id. The stack of `given` is `Stack`. */
  readonly stacks?: { readonly [id: string]: StackCase };
  readonly region?: string;
  readonly account?: string;
  readonly parameters?: { readonly [name: string]: string };
  /** The day the case is judged for. Default: `TRIED_AS_OF`. */
  readonly asOf?: string;
}

/** A case in which the rule finds something. */
export interface InvalidCase extends RuleCase {
  /**
   * The exact places of all findings: `Subject.Properties.MultiAZ`, `Subject` for a resource as a whole,
   * `Other/Subject.Properties.X` for a resource of another stack than `Stack`, and ` when IsProd is false` behind
   * it for a finding that depends on open conditions.
   */
  readonly finds: readonly string[];
}

/** A case that the template does not decide. */
export interface UndeterminedCase extends RuleCase {
  /** The exact places that were not known. */
  readonly open: readonly string[];
}

/** The cases of a rule. Each is run by itself. */
export interface RuleCases {
  readonly valid: readonly RuleCase[];
  readonly invalid: readonly InvalidCase[];
  readonly undetermined?: readonly UndeterminedCase[];
}

/** What a rule says of a case. */
export interface Tried {
  readonly finds: readonly string[];
  readonly open: readonly string[];
}

type TestFramework = {
  describe: (name: string, body: () => void) => void;
  it: (name: string, body: () => void) => void;
};

/** Tests rules, one's own too, in jest, mocha, vitest or any runner with `describe` and `it`. */
export class RuleTester {
  /**
   * Declares one test for each case, and one for the rule's own examples.
   *
   * @throws Error when two cases have the same name or give the same, or a case expects nothing where it should
   */
  public static run(rule: Rule, cases: RuleCases): void {
    const { describe, it } = globalThis as unknown as TestFramework;
    const all = [...cases.valid, ...cases.invalid, ...(cases.undetermined ?? [])];
    refuseTwins(rule, all);
    refuseEmpty(rule, cases);
    describe(rule.id, () => {
      it('finds what its examples say', () => RuleTester.tryExamples(rule));
      for (const each of cases.valid) {
        it(`accepts ${each.name}`, () => same(rule, each, { finds: [], open: [] }));
      }
      for (const each of cases.invalid) {
        it(`finds ${each.name}`, () => same(rule, each, { finds: each.finds, open: [] }));
      }
      for (const each of cases.undetermined ?? []) {
        it(`leaves open ${each.name}`, () => same(rule, each, { finds: [], open: each.open }));
      }
    });
  }

  /** Runs the rule's own examples: the first gives exactly one finding, the second none. */
  public static tryExamples(rule: Rule): void {
    const { noncompliant, compliant, at, region } = rule.examples;
    const place = at === '' ? 'Subject' : at === 'Stack' ? 'Stack' : `Subject.${at}`;
    same(rule, { name: 'its noncompliant example', given: noncompliant, region }, { finds: [place], open: [] });
    same(rule, { name: 'its compliant example', given: compliant, region }, { finds: [], open: [] });
  }

  /** Runs a rule on a case and tells what it finds. */
  public static try(rule: Rule, given: Omit<RuleCase, 'name'>): Tried {
    const { region, account, parameters } = given;
    const environment = { ...(region && { region }), ...(account && { account }), ...(parameters && { parameters }) };
    const main = { id: 'Stack', stackName: 'Stack', templatePath: 'Stack.template.json', ...environment };
    const others = Object.entries(given.stacks ?? {}).map(([id, { template, ...rest }]) => {
      return { id, stackName: id, templatePath: `${id}.template.json`, template: template as JsonObject, ...rest };
    });
    const stacks = [{ ...main, template: exampleTemplate(rule, given.given) }, ...others];
    const application = new Application({ name: 'test', stacks, asOf: given.asOf ?? TRIED_AS_OF });
    refuseUntried(rule, application);
    const result = new Evaluator(application).run([rule]);
    const crash = result.findings.find((finding) => finding.rule === undefined);
    if (crash !== undefined) throw new Error(crash.detail);
    const place = (resource: { key: string } | undefined, stack: string | undefined, path: string): string => {
      const owner = (resource?.key ?? stack ?? '').replace(/^Stack\//, '');
      return path === '' ? owner : `${owner}.${path}`;
    };
    return {
      finds: result.findings.map(({ resource, stack, path, condition }) => {
        return `${place(resource, stack, path)}${condition === undefined ? '' : ` when ${condition}`}`;
      }),
      open: result.undetermined.map(({ resource, path }) => place(resource, undefined, path)),
    };
  }
}

/** A rule that meets no resource finds nothing, whatever it says. */
function refuseUntried(rule: Rule, { stacks }: Application): void {
  if (rule.isApplicationRule) return;
  const types = stacks.flatMap((stack) =>
    Object.values(stack.section('Resources')).map((each) => isObject(each) && each.Type),
  );
  if (!types.some((type) => rule.appliesTo.includes(String(type)))) {
    throw new Error(`${rule.id} applies to ${rule.appliesTo.join(', ')}, and the template has none`);
  }
}

function same(rule: Rule, given: RuleCase, expected: Tried): void {
  const actual = RuleTester.try(rule, given);
  const [want, got] = [expected, actual].map((tried) => {
    return JSON.stringify({ finds: [...tried.finds].sort(), open: [...tried.open].sort() }, undefined, 2);
  });
  if (want !== got) throw new Error(`${rule.id}, ${given.name}: expected ${want}, got ${got}`);
}

function refuseTwins(rule: Rule, cases: readonly RuleCase[]): void {
  const [names, contents] = [new Set<string>(), new Set<string>()];
  for (const each of cases) {
    const { name, finds: _, open: __, ...content } = each as Partial<InvalidCase & UndeterminedCase> & RuleCase;
    const key = JSON.stringify(content);
    if (names.has(name)) throw new Error(`${rule.id}: two cases are called '${name}'`);
    if (contents.has(key)) throw new Error(`${rule.id}: '${name}' is the same case as another`);
    names.add(name);
    contents.add(key);
  }
}

function refuseEmpty(rule: Rule, { invalid, undetermined = [] }: RuleCases): void {
  const empty = [
    ...invalid.filter(({ finds }) => finds.length === 0),
    ...undetermined.filter(({ open }) => open.length === 0),
  ];
  if (empty[0] !== undefined) throw new Error(`${rule.id}: '${empty[0].name}' expects nothing, so it is a valid case`);
}
