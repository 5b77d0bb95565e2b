import { sql } from 'drizzle-orm';
import { vi } from 'vitest';
import type { Queryable } from '@/db/client';

/** Returns once somebody in the database waits for an advisory lock. */
export async function someoneAwaitsLock(db: Queryable): Promise<void> {
  const waiting = sql`select 1 from pg_locks where locktype = 'advisory' and not granted
                      and database = (select oid from pg_database where datname = current_database())`;
  await vi.waitFor(
    async () => {
      if ((await db.execute(waiting)).length === 0) throw new Error('nobody waits for a lock');
    },
    { timeout: 30_000 },
  );
}
