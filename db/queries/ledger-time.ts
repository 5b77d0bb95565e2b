import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';

/**
 * Waits until nothing recorded at or before the moment can still appear: who is writing has ended, and who comes after records a later
 * time (trigger record_entry). False when the moment lies ahead of the database's clock, where no answer could last.
 */
export async function settlePast(db: Queryable, companyId: string, knownAt: string): Promise<boolean> {
  const [row] = await db.execute<{ is_past: boolean }>(
    sql`select pg_advisory_xact_lock(hashtextextended(${companyId}, 22)), ${knownAt}::timestamptz <= clock_timestamp() as is_past`,
  );
  return row?.is_past ?? false;
}
