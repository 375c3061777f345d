import { CheckResult, ResilienceRule, type CheckedResource } from 'cdk-resilience';
import { defineRule, nonCompliant } from 'cdk-resilience/rules';

const ABOUT = {
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  strictness: 'recommended',
  why: 'The tests need it.',
  fix: 'Do as the test says.',
  wellArchitected: [],
  equivalents: [],
  docs: 'https://example.com/rules',
  examples: { noncompliant: {}, compliant: {}, at: '' },
} as const;

/** Fails on every table. */
const crash = defineRule({
  ...ABOUT,
  id: 'OwnCrash',
  appliesTo: 'AWS::DynamoDB::Table',
  severity: 'warning',
  title: 'The rule fails',
  check: () => {
    throw new Error('the rule of the team is broken');
  },
});

/** Finds every table. */
const table = defineRule({
  ...ABOUT,
  id: 'OwnTable',
  appliesTo: 'AWS::DynamoDB::Table',
  severity: 'error',
  title: 'There is a table',
  check: (resource, application) =>
    nonCompliant(undefined, {
      related: application.resources('AWS::DynamoDB::Table').filter((each) => each !== resource),
    }),
});

/** As it is written in all languages; what a table's recovery is may be decided at deployment. */
class OwnRecovery extends ResilienceRule {
  constructor() {
    super({
      ruleId: 'OwnRecovery',
      appliesTo: ['AWS::DynamoDB::Table'],
      title: 'The table cannot be recovered',
      why: ABOUT.why,
      fix: ABOUT.fix,
      docs: ABOUT.docs,
    });
  }

  public override check(resource: CheckedResource): CheckResult {
    const path = 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled';
    return resource.isTrue(path) ? CheckResult.compliant() : CheckResult.nonCompliant(path, 'It is off.');
  }
}

/** Rules of the apps' own, by id. */
export const OWN_RULES: Readonly<Record<string, ResilienceRule>> = {
  OwnCrash: ResilienceRule.of(crash),
  OwnTable: ResilienceRule.of(table),
  OwnRecovery: new OwnRecovery(),
};
