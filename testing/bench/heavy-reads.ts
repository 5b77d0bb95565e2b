import { type Database, openDatabase } from '@/db/client';
import { addDays } from '@/lib/core/business-day';
import { createPlaces } from '@/lib/platform/places';
import { createVault } from '@/lib/platform/vault';
import type { ServiceContext } from '@/lib/services/context';
import { createHeavyReads, type HeavyReads } from '@/lib/services/heavy-read';
import { listIngredients } from '@/lib/services/ingredient/list-ingredients';
import { getLedgerDigest } from '@/lib/services/ledger/get-ledger-digest';
import { contextOf, fill } from './ledger';
import { FIRST_DAY, percentile } from './ledger-reads';
import { millis, row, seconds, title } from './print';
import { makeRestaurant } from './restaurant';

const DIGESTS = 30;
/** Of a hundred days with a thousand entries each. */
const DIGEST_DAYS = 40;
const ENTRIES = 100_000;
const POOL = 10;
const REPORT_POOL = 3;
const LONG_MS = 600_000;

/**
 * A light read beside 30 digests of 40,000 entries: with everything on one pool, and with heavy reads apart.
 */
export async function benchHeavyReads(owner: Database, appUrl: string): Promise<void> {
  const vault = createVault(`bench:${Buffer.alloc(32, 7).toString('base64')}`);
  const restaurant = await makeRestaurant(owner, vault, { accessToken: 'a', refreshToken: 'r' });
  await fill(owner, restaurant, ENTRIES);
  const db = openDatabase(appUrl, { max: POOL });
  const reports = openDatabase(appUrl, { max: REPORT_POOL, name: 'bestellfix-reports' });
  const ctx = contextOf(db, vault, restaurant.companyId);
  const together: HeavyReads = {
    ...{ db: null, waitMs: LONG_MS, timeoutMs: 0 },
    places: createPlaces({ atOnce: DIGESTS, perOwner: DIGESTS }),
  };
  const apart = { ...createHeavyReads(reports, { atOnce: REPORT_POOL, timeoutMs: 0 }), waitMs: LONG_MS };
  try {
    title(`${DIGESTS} digests of ${(DIGEST_DAYS * 1000).toLocaleString('en')} entries, and a light read`);
    const light = () => timed(() => listIngredients(ctx, { company_id: restaurant.companyId }));
    const alone = [];
    for (let n = 0; n < 200; n++) alone.push(await light());
    row('light read, nothing else', spread(alone));
    for (const [name, heavyReads] of [
      ['one pool', together],
      ['heavy reads apart', apart],
    ] as const) {
      const { beside, took } = await besideDigests({ ...ctx, heavyReads }, restaurant.companyId, light);
      row(`light read, ${name}`, `${spread(beside)}   digests ${seconds(took).trim()}`);
    }
  } finally {
    await Promise.all([db, reports].map((pool) => pool.$client.end({ timeout: 5 })));
  }
}

/** Light reads, one after the other, for as long as the digests take. */
async function besideDigests(ctx: ServiceContext, company_id: string, light: () => Promise<number>) {
  const days = { from: FIRST_DAY, to: addDays(FIRST_DAY, DIGEST_DAYS - 1) };
  const digest = () => getLedgerDigest(ctx, { company_id, ...days });
  const { entries } = await digest();
  if (entries < DIGEST_DAYS * 900) throw new Error(`a digest of ${entries} entries only`);
  const from = performance.now();
  let isOver = false;
  const digests = Promise.all(Array.from({ length: DIGESTS }, digest)).finally(() => {
    isOver = true;
  });
  const beside = [];
  do beside.push(await light());
  while (!isOver);
  await digests;
  return { beside, took: performance.now() - from };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

const spread = (times: number[]) =>
  `median ${millis(percentile(times, 0.5)).trim()}, p99 ${millis(percentile(times, 0.99)).trim()}, longest ${millis(Math.max(...times)).trim()}`;
