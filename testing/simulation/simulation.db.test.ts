import { beforeAll, describe, expect, it } from 'vitest';
import { suiteDatabase } from '@/testing/database/suite-database';
import { findSecrets } from './find-secrets';
import { prepareSettings, runScenario } from './run-scenario';
import { SECRETS } from './scenario';

/**
 * Lives in which something was found: recycled SKUs; a start of day that changed before the first day; an
 * inactive item's SKU reused.
 */
const KEPT = [1785955469, 689217338, 1889316025];
/**
 * The same lives each time, so that a test fails for a change and not by chance: of seeds 1000 to 1099 those
 * that together with the kept ones met every fault, event and kind of bill that any of them met (141, by
 * `coverage.ts`). `npm run simulate` lives fresh ones.
 */
const FIXED = [1001, 1019, 1023, 1032, 1034, 1068, 1070, 1071, 1072, 1082, 1086, 1094];

const database = suiteDatabase();
beforeAll(async () => {
  prepareSettings();
});

describe('whole lives on a hostile host, from fixed seeds', () => {
  it.each(FIXED)('seed %i', async (seed) => {
    expect((await runScenario(seed, database.db)).problems).toEqual([]);
  });

  it.each(KEPT)('kept seed %i', async (seed) => {
    expect((await runScenario(seed, database.db)).problems).toEqual([]);
  });

  it('left no token and no client secret in any column of the database (R6)', async () => {
    expect(await findSecrets(database.db, SECRETS)).toEqual([]);
    await database.owner.$client`create table looked_at (note text)`;
    await database.owner.$client`insert into looked_at values (${`a ${SECRETS[0]} b`})`;
    expect(await findSecrets(database.owner, SECRETS)).toEqual(['public.looked_at']);
  });
});
