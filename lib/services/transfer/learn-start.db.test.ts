import { expect, it } from 'vitest';
import { findLocation } from '@/db/queries/locations';
import type { PosSalesDay } from '@/lib/ports';
import { suiteDatabase } from '@/testing/database/suite-database';
import { day } from '@/testing/fake-pos';
import { testRestaurant } from '@/testing/fixtures/test-restaurant';
import { learnStart } from './read-sales';

type Sales = Extract<PosSalesDay, { kind: 'sales' }>;
const database = suiteDatabase();

it('of two days that are read at once the later one says when a day starts, whichever is done first (R33)', async () => {
  const { db } = database;
  const world = await testRestaurant(db);
  const known = () => findLocation(db, world.companyId, world.locationId);
  const before = await known();
  if (!before) throw new Error('no location');
  const ending = (nextStartOfDay: string): Sales => ({ ...(day() as Sales), nextStartOfDay });
  const [later, earlier] = [ending('2026-03-15T05:00:00+01:00'), ending('2026-03-14T06:30:00+01:00')];
  // Both know the location as it was before either was read.
  await learnStart(world.ctx, before, later);
  await learnStart(world.ctx, before, earlier);
  expect(await known()).toMatchObject({ startOfDayMinutes: 300 });
  const next = ending('2026-03-16T04:00:00+01:00');
  await learnStart(world.ctx, before, next);
  expect(await known()).toMatchObject({
    startOfDayMinutes: 240,
    startOfDayLearntAt: new Date('2026-03-16T03:00:00Z'),
  });
});
