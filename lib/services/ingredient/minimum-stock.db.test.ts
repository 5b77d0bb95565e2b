import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { noticeWords } from '@/lib/i18n/notice-words';
import { createLog } from '@/lib/platform/log';
import { createSmtpSender } from '@/lib/platform/mail-senders';
import { suiteDatabase } from '@/testing/database/suite-database';
import { sale } from '@/testing/fake-pos';
import { RecordingDispatcher } from '@/testing/fixtures/test-context';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { startMailServer } from '@/testing/mail/mail-server';
import type { ServiceContext } from '../context';
import { createLedgerEntries } from '../ledger/create-ledger-entries';
import { sendMail } from '../mail/send-mail';
import { listNotices } from '../notice/list-notices';
import { lookForNotices } from '../notice/look-for-notices';
import { saveNoticeSettings } from '../notice/notice-settings';
import { tellPeople } from '../notice/tell-people';
import { listStock } from '../stock/list-stock';
import { listStockUnits } from '../stock/list-stock-units';
import { createStorageUnit } from '../storage-unit/create-storage-unit';
import { archiveIngredient } from './archive-ingredient';
import { createIngredient } from './create-ingredient';
import { getIngredient } from './get-ingredient';
import { listIngredients } from './list-ingredients';
import { updateIngredient } from './update-ingredient';

const database = suiteDatabase();
let world: TestRestaurant;
let job: ServiceContext;
let jobs: RecordingDispatcher;
beforeEach(async () => {
  world = await testRestaurant(database.db);
  jobs = new RecordingDispatcher();
  job = { ...world.ctx, jobs, actor: { kind: 'system', job: 'look-for-notices', memberships: new Map() } };
});

const company = () => ({ company_id: world.companyId });
const setMinimum = (minimum_quantity: string | null) =>
  updateIngredient(world.ctx, { id: world.ingredient.cola, minimum_quantity });
const enter = (type: 'RECEIPT' | 'WASTE', quantity: string, more: { storage_unit_id?: string } = {}) =>
  createLedgerEntries(world.ctx, {
    ...company(),
    type,
    ingredient_id: world.ingredient.cola,
    storage_unit_id: world.unitId,
    quantity,
    date: '2026-03-15',
    ...(type === 'RECEIPT' && { unit_cost: '1' }),
    ...more,
  });
const look = () => lookForNotices(job);
const notices = async () =>
  (await listNotices(world.ctx, company())).data.filter(({ kind }) => kind === 'stock_below_minimum');
/** By every list that says it: ingredients, those filtered, stock, and the units' numbers. */
async function below() {
  const own = await listIngredients(world.ctx, company());
  const filtered = await listIngredients(world.ctx, { ...company(), below_minimum: true });
  const stock = await listStock(world.ctx, { ...company() });
  const units = await listStockUnits(world.ctx, company());
  const said = [
    own.data.filter((one) => one.is_below_minimum).length,
    filtered.data.length,
    new Set(stock.data.filter((one) => one.is_below_minimum).map((one) => one.ingredient_id)).size,
    units.below_minimum,
  ];
  expect(new Set(said).size, said.join()).toBe(1);
  return filtered.data.map(({ name, on_hand }) => [name, on_hand]);
}

describe('the minimum of an ingredient (R54)', () => {
  it('is kept exactly, changed alone, taken away, and greater than nothing', async () => {
    const made = await createIngredient(world.ctx, {
      ...company(),
      name: 'Rum',
      base_unit: 'l',
      minimum_quantity: '2.500000',
    });
    expect(made.minimum_quantity).toBe('2.5');
    const renamed = await updateIngredient(world.ctx, { id: made.id, name: 'White rum' });
    expect(renamed.minimum_quantity).toBe('2.5');
    await updateIngredient(world.ctx, { id: made.id, minimum_quantity: null });
    expect((await getIngredient(world.ctx, { id: made.id })).minimum_quantity).toBeNull();
    for (const wrong of ['0', '-1', '1.0000001'])
      await expect(
        updateIngredient(world.ctx, { id: made.id, minimum_quantity: wrong }),
      ).rejects.toMatchObject({ name: 'ZodError' });
    await expect(
      database.db.execute(sql`update ingredients set minimum_quantity = 0 where id = ${made.id}::uuid`),
    ).rejects.toMatchObject({ cause: { constraint_name: 'ingredients_minimum_quantity_check' } });
  });

  it('is compared with what all storage units together hold', async () => {
    await setMinimum('5');
    const bar = await createStorageUnit(world.ctx, { ...company(), name: 'Bar' });
    await enter('RECEIPT', '3');
    expect(await below()).toEqual([['Cola bottle', '3']]);
    await enter('RECEIPT', '2', { storage_unit_id: bar.id });
    expect(await below()).toEqual([]);
    await enter('WASTE', '0.000001', { storage_unit_id: bar.id });
    expect(await below()).toEqual([['Cola bottle', '4.999999']]);
    const units = await listStockUnits(world.ctx, company());
    expect(units.data.map((one) => one.below_minimum)).toEqual([1, 1]);
  });

  it('alarms nobody of what was never counted, nor of what is archived', async () => {
    await setMinimum('5');
    await world.sell('2026-03-14', sale('cola', '2'));
    expect(await below()).toEqual([]);
    await look();
    expect(await notices()).toEqual([]);
    // Of a second unit that was never counted only what left is known.
    const bar = await createStorageUnit(world.ctx, { ...company(), name: 'Bar' });
    await enter('RECEIPT', '4', { storage_unit_id: bar.id });
    expect(await below()).toEqual([['Cola bottle', '4']]);
    const beans = { ...company(), ingredient_id: world.ingredient.beans, storage_unit_id: bar.id };
    await createLedgerEntries(world.ctx, {
      ...beans,
      type: 'RECEIPT',
      quantity: '1',
      unit_cost: '9',
      date: '2026-03-15',
    });
    const rum = await createIngredient(world.ctx, {
      ...company(),
      name: 'Rum',
      base_unit: 'l',
      minimum_quantity: '9',
    });
    await createLedgerEntries(world.ctx, {
      ...beans,
      ingredient_id: rum.id,
      type: 'RECEIPT',
      quantity: '1',
      unit_cost: '9',
      date: '2026-03-15',
    });
    expect(await below()).toHaveLength(2);
    await archiveIngredient(world.ctx, { id: rum.id });
    expect(await below()).toHaveLength(1);
    await look();
    expect(await notices()).toHaveLength(1);
  });
});

describe('less than the minimum is a notice (R54, R45)', () => {
  const server = startMailServer();
  const mails = async () => {
    for (const event of jobs.sent.splice(0))
      if (event.name === 'bestellfix/mail.due') await sendMail(job, event.data);
    return (await server).received;
  };
  beforeEach(async () => {
    const { url, received } = await server;
    received.length = 0;
    job = { ...job, mail: createSmtpSender({ url, from: 'x@test.example', log: createLog('silent') }) };
    await database.db.execute(sql`update users set disabled_at = now() where id <> ${world.userId}`);
    await saveNoticeSettings(world.ctx, {
      ...company(),
      deliveries: [
        { kind: 'stock_below_minimum', delivery: 'at_once' },
        { kind: 'price_moved', delivery: 'never' },
        { kind: 'stock_below_zero', delivery: 'never' },
      ],
      digest_hour: 6,
      time_zone: 'UTC',
      language: 'de',
    });
  });
  const tick = async () => {
    await look();
    await tellPeople(job);
    return mails();
  };

  it('told once while it lasts, ended by what arrives, and begun anew', async () => {
    await setMinimum('5');
    await enter('RECEIPT', '4');
    expect(await tick()).toHaveLength(1);
    const [first] = await notices();
    expect(first).toMatchObject({
      href: `/inventory/ingredients/${world.ingredient.cola}`,
      facts: { ingredient: 'Cola bottle', on_hand: '4', minimum: '5', unit: 'bottle' },
    });
    // It falls further, two processes look at it, and a day passes.
    await enter('WASTE', '1.5');
    await Promise.all([look(), look()]);
    await Promise.all([tellPeople(job), tellPeople(job)]);
    world.ctx.clock.advance(24 * 60 * 60_000);
    expect(await tick()).toHaveLength(1);
    expect(await notices()).toMatchObject([{ id: first?.id, facts: { on_hand: '2.5' } }]);
    await enter('RECEIPT', '2.5');
    expect(await tick()).toHaveLength(1);
    expect(await notices()).toEqual([]);
    await enter('WASTE', '1');
    const received = await tick();
    expect(received).toHaveLength(2);
    expect((await notices())[0]?.id).not.toBe(first?.id);
    expect(received[1]?.text).toContain('Cola bottle: weniger als 5 Fl.');
    expect(received[1]?.text).toContain('In allen Lagerorten zusammen sind 4 Fl. da');
    expect(received[1]?.text).toContain('/notices/open?notice=');
    // Another minimum ends it as well.
    await setMinimum('4');
    await tick();
    expect(await notices()).toEqual([]);
  });

  it('says amounts as a cook does, in both languages', () => {
    const notice = {
      kind: 'stock_below_minimum' as const,
      facts: { ingredient: 'Safran', on_hand: '0.0025', minimum: '0.25', unit: 'kg' },
    };
    expect(noticeWords('de')(notice)).toEqual({
      title: 'Safran: weniger als 250 g',
      text: 'In allen Lagerorten zusammen sind 2,5 g da, der Mindestbestand ist 250 g. Bestelle nach, oder buche, was angekommen ist.',
    });
    expect(noticeWords('en')(notice).text).toContain('hold 2.5 g, the minimum is 250 g.');
  });
});
