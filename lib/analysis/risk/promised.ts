import type { Component } from '../component';
import { promiseOf } from '../recovery/promises';
import type { SystemNode } from '../system/node';
import type { System } from '../system/system';
import type { Promised } from './inputs';

/** What makes a member part of a cluster that has the promise. */
const CLUSTERS = ['DBClusterIdentifier', 'GlobalClusterIdentifier'];

/** What is promised of the components and third parties of a system: by AWS as they are configured, or as declared. */
export function promisedIn(system: System): (node: SystemNode) => Promised | undefined {
  const declared = new Map(
    system.application.intent.externalDependencies.map(({ data }) => [data.name, data.availability]),
  );
  return ({ kind, name, component }) => {
    if (component !== undefined) return byAgreement(component, system);
    const percent = kind === 'EXTERNAL' ? declared.get(name) : undefined;
    return percent === undefined ? undefined : { percent, source: 'declared', confidence: 'LOW', basis: 'DECLARED' };
  };
}

function byAgreement(component: Component, system: System): Promised | undefined {
  const promise = promiseOf(component);
  if (promise.kind === 'LEVEL') {
    const { percent, source, confidence } = promise.level;
    return { percent, source, confidence, basis: 'SLA' };
  }
  if (promise.kind === 'MISSING') return undefined;
  const { resource } = component;
  const cluster = CLUSTERS.map((property) => resource.reference(property)).find((each) => each !== undefined);
  const whole = cluster === undefined || cluster === resource ? undefined : system.nodeOf(cluster).component;
  const covering = whole === undefined ? undefined : promiseOf(whole);
  if (covering?.kind !== 'LEVEL') return undefined;
  const { percent, source, confidence } = covering.level;
  return { percent, source: `${source}, for its cluster`, confidence, basis: 'SLA' };
}
