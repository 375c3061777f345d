import { identityOf } from './contents';
import type { Stack } from './stack';
import {
  Composite,
  isObject,
  mentionsOf,
  Open,
  ownValue,
  Unknown,
  type Json,
  type JsonObject,
  type Settled,
} from './values';

/** The elements of a list as they stand in the template, `AWS::NoValue` left out. */
export function elementsOf(argument: Json | Open | undefined, stack: Stack): Settled[] | Unknown {
  const list = stack.settle(argument);
  if (list instanceof Unknown) return list;
  if (list instanceof Composite && Array.isArray(list.raw)) {
    return list.raw.map((each) => list.stack.settle(each)).filter((each) => each !== undefined);
  }
  if (typeof list === 'string') return [list];
  if (list instanceof Open) return new Unknown('the list is decided at deployment', identityOf(list), mentionsOf(list));
  return new Unknown('a list is expected here');
}

/** `Fn::Select`: index and list. */
export function select(argument: Json, stack: Stack): Settled {
  if (!Array.isArray(argument) || argument.length !== 2) return new Unknown('Fn::Select is not complete');
  const list = elementsOf(argument[1], stack);
  const given = stack.settle(argument[0]);
  const index = typeof given === 'number' || typeof given === 'string' ? Number(given) : NaN;
  if (given === '' || !Number.isInteger(index) || index < 0) {
    return new Unknown(
      'the index is decided at deployment',
      undefined,
      Array.isArray(list) ? list.flatMap(mentionsOf) : list.mentions,
    );
  }
  if (Array.isArray(list)) return index < list.length ? list[index] : new Unknown('the list is shorter than the index');
  return new Unknown(list.because, list.symbol === undefined ? undefined : `${list.symbol}[${index}]`, list.mentions);
}

/** `Fn::Length`: how many elements a list has. */
export function length(argument: Json, stack: Stack): Settled {
  const list = elementsOf(argument, stack);
  return Array.isArray(list) ? list.length : new Unknown(list.because);
}

/** `Fn::FindInMap`: mapping, two keys, and perhaps a default. */
export function findInMap(argument: Json, stack: Stack): Settled {
  if (!Array.isArray(argument) || argument.length < 3) return new Unknown('Fn::FindInMap is not complete');
  const fallback = isObject(argument[3]) ? argument[3].DefaultValue : undefined;
  const missing = (because: string): Settled =>
    fallback === undefined ? new Unknown(because) : stack.settle(fallback);
  const name = stack.settle(argument[0]);
  if (typeof name !== 'string') return new Unknown('the mapping is chosen at deployment');
  const mapping = ownValue(stack.section('Mappings'), name);
  if (!isObject(mapping)) return missing(`mapping '${name}' is not in the template`);
  const [first, second] = [stack.settle(argument[1]), stack.settle(argument[2])];
  const cells = keysOf(first, mapping).flatMap((row) => {
    const cellsOfRow = mapping[row];
    return isObject(cellsOfRow) ? keysOf(second, cellsOfRow).map((key) => cellsOfRow[key] as Json) : [];
  });
  const [cell] = cells;
  if (cell === undefined) return missing(`mapping '${name}' has no such key`);
  const isDecided = !(first instanceof Open) && !(second instanceof Open);
  if (isDecided) return stack.settle(cell);
  // An open key is no matter where every row says the same, and none is left to the default.
  const same = fallback === undefined && cells.every((each) => JSON.stringify(each) === JSON.stringify(cell));
  return same ? stack.settle(cell) : new Unknown('the key is decided at deployment');
}

function keysOf(key: Settled, of: JsonObject): string[] {
  if (key instanceof Open) return Object.keys(of);
  return Object.hasOwn(of, String(key)) ? [String(key)] : [];
}
