import type { CustomerJourney } from '../../intent/customer-journey';
import { AlarmClass } from '../health-alarms/health-alarm';
import type { Component } from './journey-model';

/** CloudWatch takes no longer description. */
const LONGEST = 1024;

/** What a responder reads of a component's page. */
export function describePage(
  isOutage: boolean,
  members: readonly Component[],
  journeys: readonly CustomerJourney[],
  runbook: string | undefined,
): string {
  const paths = members.map(({ node }) => node.resource.node.path);
  const kind = isOutage ? AlarmClass.OUTAGE : AlarmClass.SYMPTOM;
  const told = members.flatMap(({ alarms }) => alarms.filter(({ alarmClass }) => alarmClass === kind));
  const reasons = [...new Set(told.map(({ reason }) => reason))];
  const served = journeys.map(({ journeyName, owner }) => `${journeyName} (${owner})`);
  return cut([
    `${isOutage ? 'Suspected cause, out of service' : 'In trouble'}: ${listed(paths)}.`,
    `Journeys: ${listed(served)}.`,
    ...withRunbook(runbook),
    ...reasons,
  ]);
}

/** What a responder reads of a journey's page. */
export function describeJourney({ journeyName, owner }: CustomerJourney, runbook: string | undefined): string {
  return cut([
    `Customers cannot complete "${journeyName}", or too many of them.`,
    `Owner: ${owner}.`,
    ...withRunbook(runbook),
    'The page of a component, if there is one, names the suspected cause.',
  ]);
}

function withRunbook(runbook: string | undefined): string[] {
  return runbook === undefined ? [] : [`Runbook: ${runbook}`];
}

/** The first few, and how many more. */
function listed(items: readonly string[]): string {
  const few = items.slice(0, 3).join(', ');
  return items.length > 3 ? `${few} and ${items.length - 3} more` : few;
}

function cut(sentences: readonly string[]): string {
  return sentences.join(' ').slice(0, LONGEST);
}
