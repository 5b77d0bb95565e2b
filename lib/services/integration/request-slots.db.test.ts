import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { takeSlot } from '@/db/queries/request-slots';
import { lightspeedRequestSlots } from '@/db/schema/connection';
import { lightspeedIntegrations } from '@/db/schema/lightspeed';
import type { RequestSlot } from '@/lib/ports';
import { suiteDatabase } from '@/testing/database/suite-database';
import { testContext } from '@/testing/fixtures/test-context';
import { testRestaurant } from '@/testing/fixtures/test-restaurant';
import { requestSlots } from './request-slots';

const database = suiteDatabase();
let otherProcess: Database;
let companyId: string;
let integrationId: string;

beforeAll(async () => {
  otherProcess = openDatabase(database.url, { max: 3 });
});
afterAll(async () => {
  await otherProcess.$client.end();
});
beforeEach(async () => {
  ({ companyId } = await testRestaurant(database.db));
  const own = eq(lightspeedIntegrations.companyId, companyId);
  const [row] = await database.db.select().from(lightspeedIntegrations).where(own);
  integrationId = row?.id ?? '';
});

const slots = (db: Database) =>
  requestSlots(testContext(db, { memberships: { [companyId]: 'system' } }), companyId, integrationId)();
const isFree = async () =>
  (await takeSlot(database.db, { companyId, integrationId }, crypto.randomUUID(), 0)) !== null;
const takeAll = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => slots(index % 2 ? database.db : otherProcess)));
const endAll = (taken: readonly RequestSlot[], isThrottled = false) =>
  Promise.all(taken.map((slot) => slot.end(isThrottled)));
const change = (values: Partial<typeof lightspeedIntegrations.$inferInsert>) =>
  database.db.update(lightspeedIntegrations).set(values).where(eq(lightspeedIntegrations.id, integrationId));

describe('requests in flight over all processes (R10)', () => {
  it('are four; the fifth waits until one ends', async () => {
    const taken = await takeAll(4);
    expect(await isFree()).toBe(false);
    let isTaken = false;
    const fifth = slots(otherProcess).then((slot) => {
      isTaken = true;
      return slot;
    });
    expect(isTaken).toBe(false);
    await taken[0]?.end(false);
    await (await fifth).end(false);
    await endAll(taken.slice(1));
    expect(await isFree()).toBe(true);
  });

  it('halve with every 429, down to one, and grow back by one every 30 seconds', async () => {
    await endAll(await takeAll(1), true);
    const two = await takeAll(2);
    expect(await isFree()).toBe(false);
    await endAll(two, true);
    const one = await takeAll(1);
    expect(await isFree()).toBe(false);
    await endAll(one);
    await change({ throttledAt: new Date(Date.now() - 65_000) });
    const three = await takeAll(3);
    expect(await isFree()).toBe(false);
    await endAll(three);
    await change({ throttledAt: new Date(Date.now() - 3_600_000) });
    await endAll(await takeAll(4));
  });

  it('a killed process gives its place back when its lease ends, and cannot end another’s slot', async () => {
    const dead = await takeAll(4);
    await database.db
      .update(lightspeedRequestSlots)
      .set({ leasedUntil: new Date(0) })
      .where(eq(lightspeedRequestSlots.integrationId, integrationId));
    const alive = await takeAll(4);
    await endAll(dead);
    expect(await isFree()).toBe(false);
    await endAll(alive);
  });
});
