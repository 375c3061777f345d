import type { Application } from '../../model/application';
import type { Resource } from '../../model/resource';
import type { DefinedTestRecord } from './records';

type Define = (resource: Resource) => Omit<DefinedTestRecord, 'name' | 'covers'> | undefined;

/** What a template defines to be run, by type. */
const DEFINED: Readonly<Record<string, { readonly covers: readonly string[]; readonly define: Define }>> = {
  'AWS::Backup::RestoreTestingSelection': {
    covers: ['ProtectedResourceArns', 'ProtectedResourceConditions'],
    define: (selection) => ({
      kind: 'RESTORE_TEST',
      says: `restores ${said(selection, 'ProtectedResourceType')} by plan ${said(selection, 'RestoreTestingPlanName')}`,
    }),
  },
  'AWS::FIS::ExperimentTemplate': {
    covers: ['Targets'],
    define: (template) => ({ kind: 'FIS_EXPERIMENT', says: said(template, 'Description') }),
  },
  'AWS::Synthetics::Canary': {
    covers: ['RunConfig', 'Code.Script'],
    define: (canary) => ({ kind: 'CANARY', says: `calls by schedule ${said(canary, 'Schedule.Expression')}` }),
  },
  'AWS::ARCZonalShift::ZonalAutoshiftConfiguration': {
    covers: ['ResourceIdentifier'],
    define: (configuration) =>
      configuration.has('PracticeRunConfiguration')
        ? { kind: 'ZONAL_SHIFT_PRACTICE', says: 'AWS shifts away from one zone for half an hour a week' }
        : undefined,
  },
  'AWS::ARCRegionSwitch::Plan': {
    covers: ['Workflows'],
    define: (plan) => ({ kind: 'REGION_SWITCH_PLAN', says: `switches Regions: ${said(plan, 'RecoveryApproach')}` }),
  },
};

/** The tests that the templates of an application define. Whether they run, and how they end, no template shows. */
export function definedTestsOf(application: Application): DefinedTestRecord[] {
  return application.outside(() =>
    Object.entries(DEFINED).flatMap(([type, { covers, define }]) =>
      application.resources(type).flatMap((resource) => {
        const defined = define(resource);
        if (defined === undefined) return [];
        const named = new Set(covers.flatMap((path) => resource.at(path).mentions).map(nameOf));
        return [{ name: nameOf(resource), ...defined, covers: [...named].sort() }];
      }),
    ),
  );
}

function said(resource: Resource, property: string): string {
  const { settled } = resource.at(property);
  return settled === undefined || settled === null || typeof settled === 'object'
    ? 'what is not written out'
    : String(settled);
}

function nameOf({ constructPath, key }: Resource): string {
  return constructPath ?? key;
}
