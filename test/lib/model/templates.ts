import { Application, type ApplicationSource } from '../../../lib/model/application';
import { Evaluation } from '../../../lib/model/evaluation';
import type { Resource } from '../../../lib/model/resource';
import type { StackSource } from '../../../lib/model/stack';
import type { Value } from '../../../lib/model/value';
import { Composite, Open, Unknown, type Json, type JsonObject } from '../../../lib/model/values';

/** A template as a test writes it. */
export type Template = { readonly [section: string]: unknown };

/** What a stack of a test has beside its template. */
export type StackOptions = Omit<Partial<StackSource>, 'template'>;

/** A stack of a test. */
export function stackOf(id: string, template: Template, options: StackOptions = {}): StackSource {
  return { id, stackName: id, templatePath: `${id}.template.json`, template: template as JsonObject, ...options };
}

/** An application of one stack, `Stack`, or of several by their ids. */
export function applicationOf(
  template: Template,
  options: StackOptions & Partial<ApplicationSource> = {},
): Application {
  const { missingContext = [], ...stack } = options;
  return new Application({ name: 'test', stacks: [stackOf('Stack', template, stack)], missingContext });
}

/** An application of several stacks. */
export function applicationOfStacks(...stacks: readonly StackSource[]): Application {
  return new Application({ name: 'test', stacks });
}

/** A resource by its key: `Stack/Id`. */
export function resourceIn(application: Application, key: string): Resource {
  const found = application.allResources.find((resource) => resource.key === key);
  if (found === undefined) throw new Error(`There is no ${key}`);
  return found;
}

/** The place `Value` of the resource `Subject` of a template that holds a value there. */
export function placeOf(raw: unknown, template: Template = {}, options: StackOptions = {}): Value {
  const { Resources = {}, ...rest } = template as { Resources?: object };
  const resources = { ...Resources, Subject: { Type: 'Test::Type', Properties: { Value: raw } } };
  return resourceIn(applicationOf({ ...rest, Resources: resources }, options), 'Stack/Subject').at('Value');
}

/** What a place comes to: its JSON where it is known, else `open:` and why. */
export function comesTo(place: Value): Json | undefined {
  const { settled } = place;
  if (settled instanceof Unknown) return `open: ${settled.because}`;
  return settled instanceof Open || settled instanceof Composite ? place.json() : settled;
}

/** Runs something as a rule would, under no outcomes. */
export function inRun<T>(
  application: Application,
  run: () => T,
): { result?: T; thrown?: unknown; evaluation: Evaluation } {
  const evaluation = new Evaluation();
  const before = application.enter(evaluation);
  try {
    return { result: run(), evaluation };
  } catch (thrown) {
    return { thrown, evaluation };
  } finally {
    application.enter(before);
  }
}
