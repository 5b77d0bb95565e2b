import { createHash } from 'node:crypto';
import { and, desc, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { itemMappingVersions, lightspeedItems } from '@/db/schema/lightspeed';
import { companies } from '@/db/schema/people';
import { transferLogs } from '@/db/schema/transfers';
import type { PosGateway, PosSalesDay, SameAnswer } from '@/lib/ports';
import { suiteDatabase } from '@/testing/database/suite-database';
import { day, FakePos, sale } from '@/testing/fake-pos';
import { PLANNING_CHANGES } from '@/testing/fixtures/planning-changes';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import type { ServiceContext } from '../context';
import { setIgnored } from '../item/set-ignored';
import { linkStorageUnit } from '../location/link-storage-unit';
import { forgetOldOfCompanies } from '../privacy/forget-old';
import { createStorageUnit } from '../storage-unit/create-storage-unit';

/** A till that says whether it answers the same bytes. */
class TellingPos extends FakePos {
  override async salesOfDay(auth: unknown, location: string, date: string): Promise<PosSalesDay> {
    const answer = await super.salesOfDay(auth, location, date);
    if (answer.kind !== 'sales') return answer;
    return { ...answer, receivedHash: createHash('sha256').update(answer.raw).digest('hex') };
  }
  async salesOfDayUnless(
    known: Promise<string | null>,
    ...asked: Parameters<PosGateway['salesOfDay']>
  ): Promise<PosSalesDay | SameAnswer> {
    const [auth, location, date] = asked;
    const answer = await this.salesOfDay(auth, location, date);
    const hash = await known;
    const isSame = hash !== null && answer.kind === 'sales' && answer.receivedHash === hash;
    return isSame ? { kind: 'same', hash } : answer;
  }
}

const DAY = '2026-03-10';
const database = suiteDatabase();
const pos = new TellingPos();
let world: TestRestaurant;
beforeEach(async () => {
  world = await testRestaurant(database.db, pos);
  pos.days.clear();
  pos.days.set(DAY, day(sale('cola', '3'), sale('steak', '1'), sale('new', '2')));
  await run();
});

async function run(date = DAY) {
  const result = await world.transfer(date);
  if (!result.success) throw new Error(result.error?.code);
  return result;
}
async function lastLog(date = DAY) {
  const [row] = await database.db
    .select()
    .from(transferLogs)
    .where(and(eq(transferLogs.companyId, world.companyId), eq(transferLogs.businessDay, date)))
    .orderBy(desc(transferLogs.finishedAt), desc(transferLogs.id))
    .limit(1);
  if (!row) throw new Error('no run');
  return row;
}
/** What the run that is said to repeat has of the one before: when its versions were read. */
async function isRepeated(date = DAY): Promise<boolean> {
  const before = await lastLog(date);
  await run(date);
  const after = await lastLog(date);
  expect(after.id).not.toBe(before.id);
  return after.versionsAt === before.versionsAt;
}

it('of which nothing is new: a log that says of the day what the last one said, and no entry (R24, R28)', async () => {
  const first = await lastLog();
  const entries = await world.entries();
  const result = await run();
  expect(await world.entries()).toEqual(entries);
  expect(result).toMatchObject({
    success: true,
    stats: { entries_standing: 2, entries_written: 0, entries_reversed: 0, lines: 3 },
    unmapped_items: [{ item_id: world.item.new }],
    ledger_ids: entries.map(({ id }) => id),
  });
  const log = await lastLog();
  expect(log).toMatchObject({
    ...first,
    id: result.log_id,
    stats: result.stats,
    entriesWritten: 0,
    startedAt: expect.any(Date),
    finishedAt: expect.any(Date),
  });
  expect(await isRepeated()).toBe(true);
});

describe('is planned anew after', () => {
  const change: typeof PLANNING_CHANGES = {
    ...PLANNING_CHANGES,
    'whether names are held': () =>
      database.db.update(companies).set({ holdsNames: false }).where(eq(companies.id, world.companyId)),
    'another time zone': () => world.updateLocation({ timezone: 'Asia/Tokyo' }),
    'another storage unit': async () => {
      const { id } = await createStorageUnit(world.ctx, { company_id: world.companyId, name: 'Bar' });
      await linkStorageUnit(world.ctx, { id: world.locationId, storage_unit_id: id });
    },
    'other sales': async () => void pos.days.set(DAY, day(sale('cola', '4'))),
    'a restore from a dump, whose transactions are counted anew': () =>
      database.db
        .update(transferLogs)
        .set({ planSeen: '1 1:1:' })
        .where(eq(transferLogs.companyId, world.companyId)),
  };
  it.each(Object.keys(change))('%s', async (name) => {
    await change[name]?.(world, database.db);
    expect(await isRepeated()).toBe(false);
    expect(await isRepeated()).toBe(true);
  });
});

it('an item that was only seen again, or whose price changed, makes nothing new', async () => {
  await database.db
    .update(lightspeedItems)
    .set({ price: '9', updatedAt: new Date() })
    .where(eq(lightspeedItems.companyId, world.companyId));
  expect(await isRepeated()).toBe(true);
});

it('a change that was written before the run and saved after it is one that the run did not know', async () => {
  const [version] = await database.db
    .select()
    .from(itemMappingVersions)
    .where(eq(itemMappingVersions.itemId, world.item.cola));
  if (!version) throw new Error('no mapping');
  pos.days.set(DAY, day(sale('cola', '5')));
  await database.db.transaction(async (tx) => {
    await tx
      .update(itemMappingVersions)
      .set({ supersededAt: new Date() })
      .where(eq(itemMappingVersions.id, version.id));
    await tx
      .insert(itemMappingVersions)
      .values({ ...version, id: v7(), version: version.version + 1, quantity: '7' });
    // Meanwhile, on another connection.
    await run();
    expect(await world.balance()).toBe('-5');
  });
  expect(await isRepeated()).toBe(false);
  expect(await world.balance()).toBe('-35');
});

it('the same bytes after which the day is planned anew are read from what was kept', async () => {
  await setIgnored(world.ctx, { id: world.item.cola, ignored: true });
  const asked = pos.asked.length;
  await run();
  expect(pos.asked).toHaveLength(asked + 1);
  expect(await world.balance()).toBe('0');
});

describe('what is kept of changes (0089)', () => {
  /** The nightly job, two days later; what is left of the company's changes. */
  async function prune(batch = 1000): Promise<number> {
    const later = new Date(world.ctx.clock.now().getTime() + 2 * 86_400_000);
    const job: ServiceContext['actor'] = { kind: 'system', job: 'forget-old', memberships: new Map() };
    await forgetOldOfCompanies({ ...world.ctx, actor: job, clock: { now: () => later } }, { batch });
    return count();
  }
  const count = async () =>
    (await database.db.execute(sql`select xid from plan_changes where company_id = ${world.companyId}`))
      .length;
  const ignore = (ignored: boolean) => setIgnored(world.ctx, { id: world.item.new, ignored });

  it('is the newest alone, and each run knows as much as before', async () => {
    const other = '2026-03-09';
    pos.days.set(other, day(sale('cola', '1')));
    await world.transfer(other);
    for (const ignored of [true, false, true, false]) await ignore(ignored);
    await run();
    expect(await count()).toBeGreaterThan(4);
    expect(await prune(2)).toBe(1);
    expect(await isRepeated()).toBe(true);
    // The other day was read before the changes, and of those the newest says so.
    expect(await isRepeated(other)).toBe(false);
    expect(await isRepeated(other)).toBe(true);
    await ignore(true);
    expect(await isRepeated()).toBe(false);
  });

  it('is none that a run did not see because it was under way', async () => {
    const [version] = await database.db
      .select()
      .from(itemMappingVersions)
      .where(eq(itemMappingVersions.itemId, world.item.cola));
    if (!version) throw new Error('no mapping');
    await database.db.transaction(async (tx) => {
      await tx
        .update(itemMappingVersions)
        .set({ supersededAt: new Date() })
        .where(eq(itemMappingVersions.id, version.id));
      await tx
        .insert(itemMappingVersions)
        .values({ ...version, id: v7(), version: version.version + 1, quantity: '7' });
      // Begun later and done before: the run sees this one and not the one around it.
      await ignore(true);
      await run();
    });
    const other = '2026-03-09';
    pos.days.set(other, day(sale('cola', '1')));
    await world.transfer(other);
    expect(await prune()).toBe(2);
    expect(await isRepeated()).toBe(false);
    expect(await world.balance({ upTo: DAY })).toBe('-28');
  });

  it('stays while the runs that read before it may not have ended', async () => {
    await ignore(true);
    await ignore(false);
    const before = await count();
    const job: ServiceContext['actor'] = { kind: 'system', job: 'forget-old', memberships: new Map() };
    await forgetOldOfCompanies({ ...world.ctx, actor: job });
    expect(await count()).toBe(before);
  });

  it('is nothing of another server, whose dump the database was restored from', async () => {
    await database.owner.execute(
      sql`insert into plan_changes (company_id, xid) values (${world.companyId}, '9000000000000')`,
    );
    expect(await isRepeated()).toBe(false);
    expect(await isRepeated()).toBe(false);
    await prune();
    expect(await isRepeated()).toBe(true);
  });
});
