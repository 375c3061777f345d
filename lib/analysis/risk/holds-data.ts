import type { Component } from '../component';
import { isTransit } from '../recovery/subject';

/** Whether a component keeps data that can be spoilt and restored. What is on its way through a queue or stream is not kept. */
export function holdsData(component: Component | undefined): boolean {
  return component !== undefined && component.isStateful && !isTransit(component);
}
