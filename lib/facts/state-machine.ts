import type { Resource } from '../model/resource';
import { isObject, type Json, type JsonObject } from '../model/values';

/** The resource types that hold a state machine. */
export const STATE_MACHINE_TYPES: readonly string[] = [
  'AWS::StepFunctions::StateMachine',
  'AWS::Serverless::StateMachine',
];

/** Amazon States Language counts up to here: a state that says so, or nothing, has no time limit. */
const NO_TIMEOUT = 99_999_999;

/** What a Task state does, as far as it matters how long that may take. */
export type TaskKind = 'callback' | 'job' | 'function' | 'request';

/** One state, also of a branch of a Parallel state or of the items of a Map state. */
export interface State {
  readonly name: string;
  readonly body: JsonObject;
  /** The Parallel and Map states around it, innermost first. */
  readonly enclosing: readonly State[];
}

/** The definition of a state machine, as far as the template holds it. */
export interface Definition {
  /** The property it stands in. */
  readonly at: 'Definition' | 'DefinitionString';
  readonly root: JsonObject;
  readonly states: readonly State[];
  /** Whether some of its states are decided at deployment. */
  readonly isPartial: boolean;
}

/** The definition of a state machine; `undefined` where the template does not hold it, or deployment decides it. */
export function definitionOf(machine: Resource): Definition | undefined {
  const at = machine.has('DefinitionString') ? 'DefinitionString' : 'Definition';
  const root = at === 'Definition' ? machine.at(at).json() : parse(machine.at(at).text() ?? '');
  if (!isObject(root) || !isObject(root.States)) return undefined;
  const states: State[] = [];
  const isPartial = !collect(root, [], states);
  return { at, root, states, isPartial };
}

/** Whether a state machine is an Express one: it ends after five minutes at most. */
export function isExpress(machine: Resource): boolean {
  return machine.string(machine.type === 'AWS::Serverless::StateMachine' ? 'Type' : 'StateMachineType') === 'EXPRESS';
}

/** Whether the time a state, or the whole machine, may take is limited. A value that deployment decides counts. */
export function hasTimeout(body: JsonObject): boolean {
  if (body.TimeoutSecondsPath !== undefined) return true;
  return body.TimeoutSeconds !== undefined && Number(body.TimeoutSeconds) !== NO_TIMEOUT;
}

/** What a Task state does. */
export function taskKindOf(machine: Resource, { body }: State): TaskKind {
  const resource = String(body.Resource ?? '');
  const target = placeholderTarget(machine, resource);
  if (resource.includes('.waitForTaskToken') || resource.includes(':activity:')) return 'callback';
  if (target?.type === 'AWS::StepFunctions::Activity') return 'callback';
  if (/\.sync(:2)?$/.test(resource)) return 'job';
  if (resource.includes(':states:::') && !resource.includes(':states:::lambda:')) return 'request';
  return 'function';
}

/** The states that this one is in, itself first. */
export function withEnclosing(state: State): readonly State[] {
  return [state, ...state.enclosing];
}

/** Whether a Map state runs its items as executions of their own, up to 10,000 at a time. */
export function isDistributedMap({ body }: State): boolean {
  const processor = body.ItemProcessor;
  const config = isObject(processor) ? processor.ProcessorConfig : undefined;
  return body.Type === 'Map' && isObject(config) && config.Mode === 'DISTRIBUTED';
}

/** Collects the states of a machine, branch or item processor; `false` if some are not known. */
function collect(body: Json | undefined, enclosing: readonly State[], into: State[]): boolean {
  const states = isObject(body) ? body.States : undefined;
  if (!isObject(states)) return false;
  let isComplete = true;
  for (const [name, each] of Object.entries(states)) {
    if (!isObject(each)) {
      isComplete = false;
      continue;
    }
    const state: State = { name, body: each, enclosing };
    into.push(state);
    for (const inner of innerMachines(each)) isComplete = collect(inner, [state, ...enclosing], into) && isComplete;
  }
  return isComplete;
}

function innerMachines(state: JsonObject): readonly Json[] {
  if (state.Type === 'Parallel') return Array.isArray(state.Branches) ? state.Branches : [state.Branches ?? null];
  // `Iterator` is the old name.
  return state.Type === 'Map' ? [state.ItemProcessor ?? state.Iterator ?? null] : [];
}

/** The resource that stands in a placeholder: by logical id, or by a name in `DefinitionSubstitutions`. */
function placeholderTarget(machine: Resource, text: string): Resource | undefined {
  const name = /^\$\{([^}]+)\}$/.exec(text)?.[1];
  if (name === undefined) return undefined;
  const substitution = machine.at('DefinitionSubstitutions').key(name);
  return substitution.isPresent ? substitution.reference() : machine.stack.resources.get(name.split('.')[0] as string);
}

/** Reads JSON in which placeholders (`${...}`) may stand in texts or for whole values. */
function parse(text: string): Json | undefined {
  try {
    return JSON.parse(quotePlaceholders(text)) as Json;
  } catch {
    return undefined;
  }
}

/** Makes a text of each placeholder that stands for a whole value. */
function quotePlaceholders(text: string): string {
  // A text with its escapes, or a placeholder outside of any.
  return text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|\$\{[^}]*\}/gs, (piece) =>
    piece.startsWith('"') ? piece : JSON.stringify(piece),
  );
}
