import { afterAll, beforeAll, expect, it } from 'vitest';
import { diceOf } from '@/lib/lightspeed/simulator/random';
import { buildIfChanged } from '@/scripts/stack/build';
import { findPgbouncer } from '@/testing/database/pgbouncer';
import { PartsRun } from '../chaos/parts-run';
import { Site } from '../chaos/parts-site';

// Without the package and the right to install it this is counted as skipped.
const hasPooler = findPgbouncer(console.log) !== undefined;
let site: Site | undefined;

beforeAll(async () => {
  if (!hasPooler) return;
  await buildIfChanged();
  site = await Site.open();
});
afterAll(() => site?.close({ keep: false }));

/** The same with all days and more kills: `npm run chaos -- --parts`. */
it.skipIf(!hasPooler)(
  'a web process and a worker behind PgBouncer: each part killed once, and a worker stopped at work, leave one ledger',
  async () => {
    const run = new PartsRun(site as Site, { days: 30, random: diceOf('parts').fraction });
    expect(await run.run({ times: 1 })).toEqual([]);
  },
);
