import type { Database } from '@/db/client';
import { limitStatements } from '@/db/timeouts';
import { DomainError } from '@/lib/core/domain-error';
import { createPlaces } from '@/lib/platform/places';
import type { ServiceContext } from './context';

/** Reads at once of one company, whatever it asks for. */
const PER_COMPANY = 2;
/** How long a read waits for its place before it is refused. */
const WAIT_MS = 10_000;
/** What is told to who is refused. */
const RETRY_AFTER_SECONDS = 5;
/** No longer than a timer can be: a page of a file that is under way waits for its turn. */
const FOR_EVER = 2_147_483_647;

/** Where reads go that grow with the ledger, so that what is short never waits behind them. */
export interface HeavyReads {
  /** Their own connections; `null`: those of everything else, as in a script. */
  db: Database | null;
  places: ReturnType<typeof createPlaces>;
  waitMs: number;
  /** Milliseconds after which the database ends one of their statements; 0 is never. */
  timeoutMs: number;
}

export function createHeavyReads(
  db: Database | null,
  { atOnce, timeoutMs }: { atOnce: number; timeoutMs: number },
): HeavyReads {
  return { db, places: createPlaces({ atOnce, perOwner: PER_COMPANY }), waitMs: WAIT_MS, timeoutMs };
}

/** Of each transaction of a heavy read: the connections of everything else. */
const ordinary = new WeakMap<object, Database>();

/** Where something short is asked that must not last as long as the read it belongs to. */
export const ordinaryDatabase = (ctx: ServiceContext): Database => ordinary.get(ctx.db) ?? ctx.db;

/**
 * A read that grows with the ledger or the catalogue, in a transaction that cannot write, on connections kept
 * for such: at most two at once for each owner (a company, or a person's own archive). The next waits ten
 * seconds, or with `isUnderWay` for as long as it takes. One within another belongs to it. Permissions are
 * asked before. Throws reports_busy with `retry_after` in seconds.
 */
export async function heavyRead<T>(
  ctx: ServiceContext,
  owner: string,
  work: (reading: ServiceContext) => Promise<T>,
  { isUnderWay = false }: { isUnderWay?: boolean } = {},
): Promise<T> {
  if (ordinary.has(ctx.db)) return work(ctx);
  const { db, places, waitMs, timeoutMs } = ctx.heavyReads;
  const leave = await places.take(owner, isUnderWay ? FOR_EVER : waitMs);
  if (!leave) {
    throw new DomainError('reports_busy', 'too many large reads at once', {
      retry_after: RETRY_AFTER_SECONDS,
    });
  }
  try {
    return await (db ?? ctx.db).transaction(
      async (tx) => {
        await limitStatements(tx, timeoutMs);
        // A service's own transaction becomes a savepoint of this one.
        const reading = tx as unknown as Database;
        ordinary.set(reading, ctx.db);
        return work({ ...ctx, db: reading });
      },
      { accessMode: 'read only' },
    );
  } finally {
    leave();
  }
}

/** For an archive that is made while it is sent: is refused, where it must be, before anything is. */
export const askForHeavyRead = (ctx: ServiceContext, owner: string): Promise<void> =>
  heavyRead(ctx, owner, async () => {});
