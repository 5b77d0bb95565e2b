import { createHash } from 'node:crypto';
import { openDatabase } from '@/db/client';
import type { PosSalesDay } from '@/lib/ports';
import { createReadAhead } from '@/lib/services/migration/read-ahead';
import { runMigrationDay } from '@/lib/services/migration/run-migration-day';
import { day, FakePos, sale } from '@/testing/fake-pos';
import { testContext } from '@/testing/fixtures/test-context';

/**
 * A migration's worker as a process of its own, to be killed: DATABASE_URL, and company and migration ids as
 * arguments. What a day sold follows from its date alone. Says `day` for each day done and ends when there is
 * none left.
 */
const [companyId = '', migrationId = ''] = process.argv.slice(2);
const db = openDatabase(process.env.DATABASE_URL ?? '', { max: 2, name: 'bestellfix-crash-worker' });
const pos = new FakePos({
  everyDay: (businessDay) => {
    const bytes = createHash('sha256').update(businessDay).digest();
    const skus = ['cola', 'espresso', 'steak', 'new'];
    const lines = [...bytes.subarray(0, 12)].map((byte, seq) =>
      sale(skus[byte % 4] ?? null, String(1 + (byte % 7)), { seq, lineId: `${businessDay} ${seq}` }),
    );
    return { ...day(...lines), nextStartOfDay: null } as PosSalesDay;
  },
});
const ctx = testContext(db, { kind: 'system', memberships: { [companyId]: 'system' }, pos });
const readAhead = createReadAhead();

for (;;) {
  try {
    if ((await runMigrationDay(ctx, { companyId, migrationId }, readAhead)).isOver) break;
    process.stdout.write('day\n');
  } catch {
    // The database went away; the job server would call again, and so does this.
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
await db.$client.end();
