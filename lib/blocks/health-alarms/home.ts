import { Annotations, Stack, Stage, Token } from 'aws-cdk-lib';
import { fault } from '../fault';
import type { HealthAlarmsOptions } from './options';
import type { AlarmRows } from './registry/types';
import type { Subject } from './subject';

const OPEN_REGION = 'cdk-resilience:healthAlarmsRegionOpen';

/** The stack in which the alarms of a resource stand; `undefined`, with an annotation, where none can. */
export function homeOf(subject: Subject, rows: AlarmRows, options: HealthAlarmsOptions): Stack | undefined {
  const { stack: own, resource } = subject;
  if (rows.region === undefined) return rows.home?.(subject)?.stack ?? own;
  if (own.region === rows.region) return own;
  if (options.usEast1 !== undefined) {
    const { stack } = options.usEast1;
    if (stack.region !== rows.region)
      throw fault(stack, `usEast1.stack must be in ${rows.region}: set its env.region.`);
    if (Stage.of(stack) !== Stage.of(own)) {
      throw fault(
        resource,
        `usEast1.stack ${stack.node.path} is in another Stage. Cover each Stage with a stack of its own.`,
      );
    }
    return stack;
  }
  const fix =
    `Its metrics are published in ${rows.region} only. Give HealthAlarms.of(...).cover({ usEast1: { stack } }), ` +
    'or switch its alarms off with tune({ resourceType, enabled: false }).';
  if (Token.isUnresolved(own.region)) {
    const message = `No alarms were made, as the Region of the stack is open. ${fix}`;
    Annotations.of(resource).addWarningV2(OPEN_REGION, message);
  } else {
    Annotations.of(resource).addError(`No alarms can be made in ${own.region}. ${fix}`);
  }
  return undefined;
}
