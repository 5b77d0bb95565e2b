import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';

/** One sync writes at a time per integration, so that its counts are true and rows are not locked crosswise. */
export async function lockSync(tx: Transaction, integrationId: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`lightspeed-sync:${integrationId}`}, 0))`,
  );
}
