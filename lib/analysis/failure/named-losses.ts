import { InputError } from '../../model/input-error';
import type { SystemNode } from '../system/node';
import type { System } from '../system/system';
import { lossesOf, lossOf, SOME_ZONE, type Loss } from './losses';

const ZONE = /^(?:az|zone):(.*)$/;
const REGION = /^region(?::(.*))?$/;

/** Names that a message lists before it says how many more there are. */
const MAX_NAMED = 8;

/**
 * What somebody asks to lose.
 *
 * @param asked `az:a`, `az:us-east-1a`, `region`, `region:us-east-1`, the construct path or logical id of a resource
 * (its end will do), or the name of a third party
 * @returns one loss, or one for each Region that has such a zone
 * @throws InputError when there is no such thing, or several that it may mean
 */
export function lossesNamed(system: System, asked: string): Loss[] {
  const zone = ZONE.exec(asked)?.[1];
  if (zone !== undefined) {
    return found(
      asked,
      kindsOf(system, 'ZONE'),
      ({ name }) => name === zone || name.startsWith(SOME_ZONE) || isZone(name, zone),
    );
  }
  const region = REGION.exec(asked);
  if (region !== null) {
    return found(asked, kindsOf(system, 'REGION'), ({ name }) => region[1] === undefined || name === region[1]);
  }
  return [oneOf(system, asked)];
}

function kindsOf(system: System, kind: Loss['kind']): Loss[] {
  return lossesOf(system).filter((loss) => loss.kind === kind);
}

/** A zone by the letter its name ends with, or by its index. */
function isZone(name: string, asked: string): boolean {
  if (/^[a-z]$/.test(asked)) return new RegExp(`\\d${asked}$`).test(name) || name.includes(`[${indexOf(asked)}]`);
  return name.startsWith(`${asked} of `) || (/^\d$/.test(asked) && name.includes(`[${asked}]`));
}

/** Zones that are chosen by their index have no letters yet: the first is `a`. */
function indexOf(letter: string): number {
  return letter.charCodeAt(0) - 'a'.charCodeAt(0);
}

function found(asked: string, all: readonly Loss[], is: (loss: Loss) => boolean): Loss[] {
  const losses = all.filter(is);
  if (losses.length > 0) return losses;
  throw new InputError('--lose', `nothing here is called '${asked}'`, `There are ${list(all.map(({ name }) => name))}`);
}

function oneOf(system: System, asked: string): Loss {
  const named = system.nodes.filter((node) => lossOf(node) !== undefined);
  const exact = named.filter((node) => namesOf(node).includes(asked));
  const close =
    exact.length > 0 ? exact : named.filter((node) => namesOf(node).some((name) => name.endsWith(`/${asked}`)));
  const [only, other] = close;
  if (only === undefined) {
    const alike = named.filter(({ name }) => name.toLowerCase().includes(asked.toLowerCase()));
    const names = (alike.length > 0 ? alike : named).map(({ name }) => name);
    throw new InputError('--lose', `nothing that can be lost is called '${asked}'`, `There are ${list(names)}`);
  }
  if (other !== undefined) {
    const names = close.map(({ name }) => name);
    throw new InputError('--lose', `'${asked}' may mean ${list(names)}`, 'Give more of the path');
  }
  return lossOf(only) as Loss;
}

/** A resource is known by its construct path, that of its L2 construct, its logical id, and stack and logical id. */
function namesOf({ name, resource }: SystemNode): string[] {
  if (resource === undefined) return [name];
  return [name, name.replace(/\/(Resource|Default)$/, ''), resource.id, resource.key];
}

function list(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  const shown = names.slice(0, MAX_NAMED).join(', ');
  return names.length > MAX_NAMED ? `${shown} and ${names.length - MAX_NAMED} more` : shown;
}
