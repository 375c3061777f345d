import { componentOf } from '../../../../lib/analysis/components';
import type { Component } from '../../../../lib/analysis/component';
import { applicationOf, resourceIn, type StackOptions, type Template } from '../../model/templates';

/** Resources of a test by logical id; the one that is looked at is `Subject`. */
export type Resources = { readonly [id: string]: { readonly Type: string; readonly [attribute: string]: unknown } };

/** A resource of a type, with properties. */
export const a = (Type: string, Properties: object = {}): { Type: string; Properties: object } => ({
  Type,
  Properties,
});

/** The component that `Subject` is. */
export function subjectOf(
  resources: Resources,
  rest: Template = {},
  options: StackOptions = {},
): Component | undefined {
  const region = { region: 'eu-west-1', ...options };
  return componentOf(resourceIn(applicationOf({ ...rest, Resources: resources }, region), 'Stack/Subject'));
}

/**
 * A component in words: `ecs COMPUTE ZONES SINGLE 1 in-one-zone`; `stateful` at the end where data is lost with it.
 * `?` stands for what is not said.
 */
export function inWords(component: Component | undefined): string {
  if (component === undefined) return 'no component';
  const { service, role, reach, redundancy, units = '?', isZoneRedundant, isStateful } = component;
  const zones = isZoneRedundant === undefined ? '?' : isZoneRedundant ? 'outlasts-zones' : 'in-one-zone';
  return [service, role, reach, redundancy, units, zones, ...(isStateful ? ['stateful'] : [])].join(' ');
}

/** What the evidence says: `Subject Properties.MultiAZ: MultiAZ is absent`. */
export function evidenceOf(component: Component | undefined): string[] {
  return (component?.evidence ?? []).map(({ resource, path, says }) => `${resource.id} ${path}: ${says}`);
}

/** One row of a table of tests: what it is about, properties of `Subject`, words, evidence, other resources. */
export type Case = readonly [about: string, properties: object, words: string, evidence: string, others?: Resources];

/** Tests that `Subject` of a type is what its cases say, and that the evidence says so. */
export function tabled(type: string, cases: readonly Case[]): void {
  describe(type, () => {
    for (const [about, properties, words, evidence, others = {}] of cases) {
      it(about, () => {
        const found = subjectOf({ ...others, Subject: a(type, properties) });
        expect(inWords(found)).toBe(words);
        expect(evidenceOf(found)).toContain(evidence);
      });
    }
  });
}
