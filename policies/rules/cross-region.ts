import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable, type Verdict } from '../../lib/engine/verdict';
import { foreignRegionOf, regionIn, settingsOf } from '../../lib/facts/settings';

export const crossRegionHardDependency = defineRule({
  id: 'CrossRegionHardDependency',
  appliesTo: ['AWS::Lambda::Function', 'AWS::Serverless::Function', 'AWS::ECS::TaskDefinition'],
  category: 'SHARED_FATE',
  disruptions: ['region'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The workload needs another Region to run',
  why: 'A setting names a resource or an endpoint of another Region than its own. Losing either Region breaks it, and a recovery Region that needs the primary recovers nothing.',
  fix: 'Name a resource in the same Region: a replica of the table, secret, bucket or key (CDK: create one for each Region, and pass names instead of crossRegionReferences).',
  wellArchitected: ['REL11-BP04'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/prescriptive-guidance/latest/aws-multi-region-fundamentals/fundamental-3.html',
  examples: {
    noncompliant: { Environment: { Variables: { TABLE: table('eu-west-1'), LIMITS: table('us-east-1') } } },
    compliant: { Environment: { Variables: { TABLE: table('eu-west-1'), LIMITS: table('eu-west-1') } } },
    at: 'Properties.Environment.Variables.LIMITS',
  },
  check: (compute) => {
    const needed = settingsOf(compute).filter(({ name }) => !SPARE.test(name));
    // Where the stack's own Region is open, settings that name two Regions cannot both mean it.
    const own = compute.region ?? needed.map(({ value }) => regionIn(value)).find((region) => region !== undefined);
    if (own === undefined) return notApplicable;
    return needed.map(({ name, value }): Verdict => {
      const foreign = foreignRegionOf(value, own);
      if (foreign === undefined) return compliant;
      const home = compute.region === undefined ? 'others lead' : 'the stack is deployed';
      return nonCompliant(value, {
        detail: `${name} leads to ${foreign}, and ${home} to ${own}.`,
        related: value.mentions,
      });
    });
  },
});

/** Settings by which code finds what it falls back to, or keeps in step: it runs without. */
const SPARE = /second|fail_?over|fall_?back|replica|peer|remote|standby|backup|^dr_|_dr(_|$)|other_?region/i;

function table(region: string): string {
  return `arn:aws:dynamodb:${region}:111122223333:table/limits`;
}

export const stsGlobalEndpoint = defineRule({
  id: 'StsGlobalEndpoint',
  appliesTo: ['AWS::Lambda::Function', 'AWS::Serverless::Function', 'AWS::ECS::TaskDefinition'],
  category: 'SHARED_FATE',
  disruptions: ['region'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Credentials come from the global endpoint of STS',
  why: 'In opt-in Regions the global endpoint is served from us-east-1 alone, so credentials depend on that Region. Elsewhere AWS now serves it locally, and still recommends the Regional endpoint.',
  fix: 'Set AWS_STS_REGIONAL_ENDPOINTS to regional, or remove it where the SDK is a current one (CDK: environment).',
  wellArchitected: ['REL11-BP04'],
  equivalents: ['trusted-advisor:sts-global-endpoint'],
  docs: 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-sts-regionalized-endpoints.html',
  examples: {
    noncompliant: { Environment: { Variables: { AWS_STS_REGIONAL_ENDPOINTS: 'legacy' } } },
    compliant: { Environment: { Variables: { AWS_STS_REGIONAL_ENDPOINTS: 'regional' } } },
    at: 'Properties.Environment.Variables.AWS_STS_REGIONAL_ENDPOINTS',
  },
  check: (compute) => {
    const legacy = settingsOf(compute).filter(({ name, value }) => {
      return name === 'AWS_STS_REGIONAL_ENDPOINTS'
        ? value.json() === 'legacy'
        : /^(https:\/\/)?sts\.amazonaws\.com\/?$/.test(String(value.json()));
    });
    return legacy.length === 0 ? compliant : legacy.map(({ value }) => nonCompliant(value));
  },
});
