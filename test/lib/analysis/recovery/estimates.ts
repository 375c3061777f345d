import { estimateOf, type Estimate, type EstimateOptions, type Time } from '../../../../lib/analysis/recovery/estimate';
import type { Disruption } from '../../../../lib/intent/schema/policy';
import type { Template } from '../../model/templates';
import { a, subjectOf, type Resources } from '../components/profiles';

/** How `Subject` comes back from a disruption. */
export function estimateFor(
  disruption: Disruption,
  resources: Resources,
  options: EstimateOptions = {},
  rest: Template = {},
): Estimate {
  const component = subjectOf(resources, rest);
  if (component === undefined) throw new Error('Subject is no component');
  return estimateOf(component, disruption, component.resource.stack.application, options);
}

/** An estimate in words: `rds-standby 120 0`, with `+1200` where people are needed; what is not known says why. */
export function inWords({ figure, rto, rpo, people }: Estimate): string {
  if (rto.seconds === 'UNMODELLED') return `UNMODELLED: ${rto.because}`;
  const told = (time: Time): string => String(time.seconds);
  return `${figure?.id} ${told(rto)}${people === 0 ? '' : `+${people}`} ${told(rpo)}`;
}

/** What one configuration comes to: properties of `Subject`, words by disruption, other resources. */
export type Row = readonly [
  about: string,
  properties: object,
  words: Partial<Readonly<Record<Disruption, string>>>,
  others?: Resources,
];

/** Tests what the configurations of a type come to. */
export function tabled(type: string, rows: readonly Row[]): void {
  describe(type, () => {
    for (const [about, properties, words, others = {}] of rows) {
      it(about, () => {
        const resources = { ...others, Subject: a(type, properties) };
        const found = Object.keys(words).map((disruption) => {
          return [disruption, inWords(estimateFor(disruption as Disruption, resources))];
        });
        expect(Object.fromEntries(found)).toEqual(words);
      });
    }
  });
}

/** A subnet in a zone. */
export const subnet = (AvailabilityZone: string): { Type: string; Properties: object } =>
  a('AWS::EC2::Subnet', { AvailabilityZone });

/** A plan that backs `Subject` up. */
export function backedUp(rule: object): Resources {
  return {
    Plan: a('AWS::Backup::BackupPlan', { BackupPlan: { BackupPlanRule: [rule] } }),
    Selection: a('AWS::Backup::BackupSelection', {
      BackupPlanId: { Ref: 'Plan' },
      BackupSelection: { Resources: [{ 'Fn::GetAtt': ['Subject', 'Arn'] }] },
    }),
  };
}
