import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { now } from '@/lib/core/steps';
import { parseJsonKeepingNumbers } from './json';
import { KEPT_FIELDS, keepingFields } from './kept-fields';
import { reportedTotals } from './reported';
import { toSalesDay } from './to-domain';

const line = (more: object = {}) => ({
  id: 'S1.1',
  sku: '542.',
  name: 'Soup',
  quantity: 2,
  totalNetAmountWithTax: '9.80',
  staffName: 'Person One',
  staffId: 7654321,
  ...more,
});
const account = (more: object = {}) => ({
  accountReference: 'abc=',
  accountFiscId: 'A1.1',
  type: 'SALE',
  timeClosed: '2026-03-10T12:00:00Z',
  ownerName: 'Person Two',
  tableName: 'Stammtisch Person Three',
  consumer: { name: 'Person Four' },
  source: { initialAccountId: 'A1.1', previousAccountId: 'A1.0', by: 'Person Five' },
  payments: [{ description: 'Person Six' }],
  salesLines: [line(), line({ id: 'S1.2', nameOverride: 'Soup of the day', voidReason: 'SPOILT' })],
  ...more,
});
const day = (sales: readonly unknown[]) =>
  JSON.stringify({
    sales,
    nextStartOfDayAsIso8601: '2026-03-11T05:00:00Z',
    dataComplete: true,
    manager: 'Person Seven',
  });
const keptOf = (text: string) => now(keepingFields(parseJsonKeepingNumbers(text)));
const read = (text: string) => {
  const {
    raw: _,
    reported: __,
    ...rest
  } = toSalesDay(parseJsonKeepingNumbers(text), text) as Record<string, unknown>;
  return rest;
};

const ANSWERS = {
  'an ordinary day': day([account()]),
  'a day with what is malformed': day([
    'Person One',
    null,
    ['Person One'],
    account({ salesLines: 'Person One' }),
    account({ salesLines: null, accountReference: { of: 'Person One' } }),
    account({
      salesLines: ['Person One', null, line({ name: { de: 'Person One' }, quantity: ['Person One'] })],
    }),
    account({ source: 'Person One', cancelled: true, dineIn: false, voidReason: 'WRONG' }),
  ]),
  'a day without sales': day([]),
  'a day whose sales are null': JSON.stringify({
    sales: null,
    nextStartOfDayAsIso8601: '2026-03-11T05:00:00Z',
  }),
};

it.each(Object.entries(ANSWERS))('%s is read as before, and names nobody', async (_, text) => {
  const kept = keptOf(text);
  expect(read(kept)).toEqual(read(text));
  expect(await reportedTotals(kept)).toEqual(await reportedTotals(text));
  expect(kept).not.toMatch(/Person|7654321/);
  expect(keptOf(kept)).toBe(kept);
});

it('keeps every field that a reading asks for, and no other', () => {
  const asked = new Set<string>();
  const watched = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    return new Proxy(value, {
      get(target, name) {
        if (typeof name === 'string' && !Array.isArray(target)) asked.add(name);
        return watched(Reflect.get(target, name));
      },
    });
  };
  const body = JSON.parse(ANSWERS['an ordinary day']) as { sales: object[] };
  const sales = body.sales.map(watched);
  toSalesDay({ ...body, sales }, '{}');
  const kept = Object.values(KEPT_FIELDS)
    .flat()
    .filter((field) => !KEPT_FIELDS.day.includes(field as never));
  expect([...asked].sort()).toEqual([...new Set([...kept, 'source', 'salesLines'])].sort());
});

it('the migration keeps the same fields', () => {
  const file = readdirSync('db/migrations').find((name) => name.endsWith('_kept_answers.sql'));
  const sql = readFileSync(`db/migrations/${file}`, 'utf8');
  const lists = [...sql.matchAll(/kept_fields\([^']*(?:'source', )?'\{([^}]+)\}'\)/g)].map(([, list]) =>
    list?.split(','),
  );
  expect(lists).toEqual(Object.values(KEPT_FIELDS));
});
