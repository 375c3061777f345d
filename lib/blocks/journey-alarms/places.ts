import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { CustomerJourney } from '../../intent/customer-journey';
import { resourcesOf } from './construct-graph';
import { GLOBAL_METRICS_REGION, serviceLevelOf } from './service-level';

/** Whether a journey has an entry point whose alarms can be seen from a stack: in its account and Region. */
export function beginsIn(home: Stack, { entryPoints }: CustomerJourney): boolean {
  return entryPoints.some(
    (entryPoint) => stacksOf(entryPoint).some((stack) => isSame(stack, home)) || isGlobalIn(home, entryPoint),
  );
}

/** The stacks of what a construct is made of; its own where it was imported. */
function stacksOf(construct: IConstruct): Stack[] {
  const resources = resourcesOf(construct);
  if (resources.length > 0) return resources.map((resource) => Stack.of(resource));
  return construct.node.scopes.filter((scope) => Stack.isStack(scope)).slice(-1);
}

/** A distribution is everywhere, and its metrics are in one Region. */
function isGlobalIn({ region }: Stack, construct: IConstruct): boolean {
  return region === GLOBAL_METRICS_REGION && resourcesOf(construct).some((each) => serviceLevelOf(each)?.isGlobal);
}

/** What is known at deployment only may be the same. */
function isSame(one: Stack, other: Stack): boolean {
  const isEqual = (a: string, b: string): boolean => a === b || Token.isUnresolved(a) || Token.isUnresolved(b);
  return isEqual(one.region, other.region) && isEqual(one.account, other.account);
}
