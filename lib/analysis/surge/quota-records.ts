import { FUNCTION_TYPES, reservedConcurrencyOf } from '../../facts/functions';
import type { Application } from '../../model/application';
import { attempt } from '../../model/attempt';
import type { SystemNode } from '../system/node';
import { defaultOf, QUOTAS, type Quota, type QuotaId, type QuotaUse } from './quotas';
import type { QuotaLevel, QuotaRecord } from './records';
import type { Load } from './verdict';
import { tidy } from './words';

/** Executions that Lambda keeps for functions without a reservation. */
const UNRESERVED = 100;

interface Draw {
  readonly use: QuotaUse;
  readonly load: Load;
}

interface Pool {
  readonly id: string;
  readonly quota: Quota;
  readonly quotaId: QuotaId;
  readonly region?: string;
  readonly account?: string;
  readonly components: string[];
  readonly draws: Draw[];
}

/** Gathers what components draw on quotas, by account and Region. */
export class QuotaPools {
  private readonly pools = new Map<string, Pool>();
  private readonly poolsOf = new Map<SystemNode, string[]>();

  constructor(private readonly application: Application) {}

  /** A component that journeys use. */
  public add(node: SystemNode, uses: readonly QuotaUse[], load: Load): void {
    const { resource } = node;
    if (resource === undefined) return;
    const { region } = resource;
    const { account } = resource.stack;
    for (const use of uses) {
      const quota: Quota = QUOTAS[use.id];
      const place = quota.scope === 'RESOURCE' ? node.name : [account, region].filter(Boolean).join(' ');
      const id = place === '' ? use.id : `${use.id} ${place}`;
      let pool = this.pools.get(id);
      if (pool === undefined) {
        pool = {
          id,
          quota,
          quotaId: use.id,
          ...(region !== undefined && { region }),
          ...(account !== undefined && { account }),
          components: [],
          draws: [],
        };
        this.pools.set(id, pool);
      }
      pool.components.push(node.name);
      pool.draws.push({ use, load });
      const own = this.poolsOf.get(node);
      if (own === undefined) this.poolsOf.set(node, [id]);
      else own.push(id);
    }
  }

  /** The quotas that a component draws on. */
  public of(node: SystemNode): readonly string[] {
    return this.poolsOf.get(node) ?? [];
  }

  /** What is needed of each. */
  public records(percents: readonly number[]): QuotaRecord[] {
    const reserved = this.reservations();
    return [...this.pools.values()].map((pool) => recordOf(pool, percents, reserved.get(pool.id)));
  }

  /** Concurrency that functions reserve, whether or not a journey uses them. */
  private reservations(): Map<string, number> {
    const sums = new Map<string, number>();
    for (const fn of this.application.resources(...FUNCTION_TYPES)) {
      const read = attempt(this.application, () => reservedConcurrencyOf(fn));
      if (!read.isKnown || read.value === undefined) continue;
      const place = [fn.stack.account, fn.region].filter(Boolean).join(' ');
      const id = place === '' ? 'lambdaConcurrency' : `lambdaConcurrency ${place}`;
      sums.set(id, (sums.get(id) ?? 0) + read.value);
    }
    return sums;
  }
}

function recordOf(pool: Pool, percents: readonly number[], reserved = 0): QuotaRecord {
  const { id, quota, region, account, components, draws } = pool;
  const isConcurrency = pool.quotaId === 'lambdaConcurrency';
  const { service, name, code, unit, isAdjustable, scope, source, confidence } = quota;
  const usual = defaultOf(quota, region);
  // What could be deployed at all tells how much the account has at least.
  const known = isConcurrency && reserved > 0 ? Math.max(usual, reserved + UNRESERVED) : usual;
  return {
    id,
    service,
    name,
    ...(code !== undefined && { code }),
    default: usual,
    unit,
    isAdjustable,
    scope,
    ...(region !== undefined && { region }),
    ...(account !== undefined && { account }),
    source,
    confidence,
    components,
    ...(isConcurrency && reserved > 0 && { reserved }),
    levels: percents.map((percent) => levelOf(draws, percent, known, reserved)),
  };
}

function levelOf(draws: readonly Draw[], percent: number, known: number, reserved: number): QuotaLevel {
  let atLeast = reserved;
  let atMost: number | undefined = reserved;
  for (const { use, load } of draws) {
    if (use.reserved !== undefined) continue;
    const { total, certain, isComplete } = load;
    const { perRequest } = use;
    atLeast += (certain * percent * (perRequest?.atLeast ?? 0)) / 100;
    const most: number | undefined = perRequest?.atMost;
    atMost =
      atMost === undefined || most === undefined || total === undefined || !isComplete
        ? undefined
        : atMost + (total * percent * most) / 100;
  }
  const verdict = atLeast > known ? 'EXCEEDED' : atMost !== undefined && atMost <= known ? 'WITHIN' : 'UNKNOWN';
  return {
    percent,
    ...(atLeast > 0 && { needsAtLeast: tidy(atLeast) }),
    ...(atMost !== undefined && Number.isFinite(atMost) && { needsAtMost: tidy(atMost) }),
    verdict,
  };
}
