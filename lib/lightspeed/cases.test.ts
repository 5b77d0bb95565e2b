import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planTransfer } from '@/lib/core/plan-transfer';
import type { RecipeSet } from '@/lib/core/recipe-explosion';
import type { PlanItem } from '@/lib/core/resolve-item';
import { lineKey } from '@/lib/core/sale-line';
import { ACCOUNT_TYPES } from './account-types';
import { parseJsonKeepingNumbers } from './json';
import { toSalesDay } from './to-domain';

/**
 * Sales to goods, one case a row (R14–R21): what Lightspeed sends, what leaves stock, where each line ends.
 * README.md shows this table; `UPDATE_README=1 npx vitest run lib/lightspeed/cases.test.ts` writes it there.
 */
interface Case {
  name: string;
  sends: unknown[];
  /** Change of stock by ingredient. */
  stock: Record<string, string>;
  /** Buckets in the order of the lines, `reason` where there is one. */
  lines: string[];
  /** Known from other days: cancelled accounts, lines counted earlier. */
  cancelled?: string[];
  earlier?: [account: string, line: string][];
}

const WASTE = 'Küche: verbrannt';
const DAY_END = Date.parse('2026-03-15T04:00:00Z');
const takes = (ingredientId: string, quantity: string, isSubtraction = false) => ({
  ingredientId,
  recipeId: null,
  quantity,
  isSubtraction,
  state: 'mapped' as const,
});
const IGNORED = { ...takes('', ''), state: 'ignored' as const, ingredientId: null, quantity: null };
const MENU: Record<string, Omit<NonNullable<PlanItem['mapping']>, 'versionId'> | null> = {
  '588': takes('lager', '0.3'),
  '542': takes('cola', '1'),
  '542.': takes('cola zero', '1'),
  ' 7 ': takes('tonic', '1'),
  '52': { ...takes('', '1'), ingredientId: null, recipeId: 'burger' },
  '910': takes('bacon', '0.03'),
  '912': takes('cheese', '0.02', true),
  '701': takes('ham', '1'),
  '25': IGNORED,
  '26': takes('gin', '0.04'),
  '950': IGNORED,
  '960': IGNORED,
  '999': null,
};
const items = Object.entries(MENU).map(
  ([sku, mapping]): PlanItem => ({
    id: sku,
    lightspeedId: sku,
    skus: [{ sku, since: 0, until: null }],
    businessId: 'b',
    locationIds: ['l'],
    archivedAt: null,
    mapping: mapping && { ...mapping, versionId: `m ${sku}` },
  }),
);
const kg = { baseUnit: 'kg' as const };
const recipeSet: RecipeSet = {
  ingredients: new Map(
    ['lager', 'cola', 'cola zero', 'tonic', 'beef', 'bun', 'bacon', 'cheese', 'ham', 'gin'].map((id) => [
      id,
      kg,
    ]),
  ),
  recipes: new Map([
    [
      'burger',
      {
        recipeId: 'burger',
        versionId: 'v',
        lines: [
          {
            position: 1,
            ingredientId: 'beef',
            subRecipeId: null,
            quantity: '0.18',
            unit: null,
            trimPercent: '10',
          },
          {
            position: 2,
            ingredientId: 'bun',
            subRecipeId: null,
            quantity: '1',
            unit: null,
            trimPercent: '0',
          },
        ],
      },
    ],
  ]),
};

let counter = 0;
const line = (sku: string | null, quantity: unknown, more: object = {}) => ({
  id: `S${++counter}`,
  ...(sku === null ? {} : { sku }),
  name: sku ?? 'Open item',
  quantity,
  totalNetAmountWithTax: '1.00',
  ...more,
});
const account = (id: string, type: string | undefined, salesLines: unknown, more: object = {}) => ({
  accountFiscId: id,
  ...(type === undefined ? {} : { type }),
  timeClosed: '2026-03-14T20:00:00.000Z',
  salesLines,
  ...more,
});
const after = (id: string) => ({ source: { previousAccountId: id } });
const beer = () => line('588', '2.000');
const back = () => line('588', '-2.000');
const twice = account('A1', 'SALE', [beer()]);
const repeated = beer();
const burger = line('52', '2.000');
const extra = line('910', '2.000', { parentLineId: burger.id });
const menu = line('950', '1.000');
const base = line('25', '1.000', { totalNetAmountWithTax: '0.00' });

const CASES: Case[] = [
  { name: 'a sale', sends: [account('A1', 'SALE', [beer()])], stock: { lager: '-0.6' }, lines: ['deducted'] },
  {
    name: 'a recipe',
    sends: [account('A1', 'SALE', [line('52', '1.000')])],
    stock: { beef: '-0.2', bun: '-1' },
    lines: ['deducted'],
  },
  {
    name: 'one of two voided after sending',
    sends: [account('A1', 'SALE', [beer(), line('588', '-1.000', { voidReason: 'Server mistake' })])],
    stock: { lager: '-0.3' },
    lines: ['deducted', 'deducted'],
  },
  {
    name: 'voided for a reason listed as waste (R16)',
    sends: [account('A1', 'SALE', [beer(), line('588', '-1.000', { voidReason: WASTE })])],
    stock: { lager: '-0.6' },
    lines: ['deducted', 'no_goods waste'],
  },
  {
    name: 'the whole bill voided',
    sends: [account('A1', 'SALE', [beer()]), account('A2', 'VOID', [back()], after('A1'))],
    stock: {},
    lines: ['deducted', 'deducted'],
  },
  {
    name: 'refunded whole',
    sends: [account('A1', 'SALE', [beer()]), account('A2', 'REFUND', [back()], after('A1'))],
    stock: {},
    lines: ['deducted', 'deducted'],
  },
  {
    name: 'refunded in part',
    sends: [account('A1', 'SALE', [beer()]), account('A2', 'REFUND', [line('588', '-1.000')], after('A1'))],
    stock: { lager: '-0.3' },
    lines: ['deducted', 'deducted'],
  },
  {
    name: 'refunded for a reason listed as waste, named on the account',
    sends: [
      account('A1', 'SALE', [beer()]),
      account('A2', 'REFUND', [back()], { ...after('A1'), voidReason: WASTE }),
    ],
    stock: { lager: '-0.6' },
    lines: ['deducted', 'no_goods waste'],
  },
  {
    name: 'reopened and changed',
    sends: [
      account('A1', 'SALE', [beer()]),
      account('A2', 'REFUND', [back()], after('A1')),
      account('A3', 'RECALL', [line('588', '3.000')], after('A2')),
    ],
    stock: { lager: '-0.9' },
    lines: ['deducted', 'deducted', 'deducted'],
  },
  {
    name: 'reopened, the original cancelled: the order made anew counts',
    sends: [
      account('A1', 'SALE', [beer()], { cancelled: true }),
      account('A2', 'REFUND', [back()], after('A1')),
      account('A3', 'RECALL', [line('588', '3.000')], after('A1')),
    ],
    stock: { lager: '-0.9' },
    lines: ['no_goods account_cancelled', 'no_goods cancels_cancelled_account', 'deducted'],
  },
  {
    name: 'behind a cancelled account, of whatever type: what takes back more than it gives reverses it',
    sends: [
      account('A1', 'SALE', [beer()], { cancelled: true }),
      account('A2', 'UPDATE', [line('588', '1.000'), line('542', '-2.000')], after('A1')),
    ],
    stock: {},
    lines: [
      'no_goods account_cancelled',
      'no_goods cancels_cancelled_account',
      'no_goods cancels_cancelled_account',
    ],
  },
  {
    name: 'two accounts under one number, told apart by their references',
    sends: [
      account('A1', 'SALE', [{ ...beer(), id: 'S1' }], { accountReference: 'a' }),
      account('A1', 'SALE', [{ ...beer(), id: 'S1' }], { accountReference: 'b' }),
    ],
    stock: { lager: '-1.2' },
    lines: ['deducted', 'deducted'],
  },
  {
    name: 'a refund names a number that two bear: the last that closed not later is refunded',
    sends: [
      account('A1', 'SALE', [beer()], {
        accountReference: 'a',
        cancelled: true,
        timeClosed: '2026-03-14T18:00:00.000Z',
      }),
      account('A1', 'SALE', [beer()], { accountReference: 'b' }),
      account('A2', 'REFUND', [back()], after('A1')),
    ],
    stock: {},
    lines: ['no_goods account_cancelled', 'deducted', 'deducted'],
  },
  {
    name: 'split in two',
    sends: [
      account('A1', 'SALE', [beer()]),
      account('A2', 'SPLIT', [back()], after('A1')),
      account('A3', 'SPLIT', [line('588', '1.000')], after('A1')),
      account('A4', 'SPLIT', [line('588', '1.000')], after('A1')),
    ],
    stock: { lager: '-0.6' },
    lines: Array(4).fill('deducted'),
  },
  {
    name: 'moved to another table',
    sends: [account('A1', 'TRANSFER', [back()]), account('A2', 'TRANSFER', [beer()], after('A1'))],
    stock: {},
    lines: ['deducted', 'deducted'],
  },
  {
    name: 'edited',
    sends: [account('A1', 'SALE', [beer()]), account('A2', 'UPDATE', [line('588', '1.000')], after('A1'))],
    stock: { lager: '-0.9' },
    lines: ['deducted', 'deducted'],
  },
  {
    name: 'carried over the start of day, then paid',
    sends: [account('A1', 'TRANSITORY', [back()]), account('A2', 'SALE', [beer()], after('A1'))],
    stock: { lager: '-0.6' },
    lines: ['no_goods account_transitory', 'deducted'],
  },
  {
    name: 'cash drawer',
    sends: [account('A1', 'FLOAT', [line(null, '1.000')])],
    stock: {},
    lines: ['no_goods account_float'],
  },
  {
    name: 'between business locations: counts, with a warning',
    sends: [account('A1', 'CROSS_BL', [beer()])],
    stock: { lager: '-0.6' },
    lines: ['deducted'],
  },
  {
    name: 'a cancellation of an account not marked: counts, with a warning',
    sends: [account('A1', 'SALE', [beer()]), account('A2', 'CANCEL', [back()], after('A1'))],
    stock: {},
    lines: ['deducted', 'deducted'],
  },
  {
    name: 'cancelled, with its negative twin',
    sends: [
      account('A1', 'SALE', [beer()], { cancelled: true }),
      account('A2', 'CANCEL', [back()], after('A1')),
    ],
    stock: {},
    lines: ['no_goods account_cancelled', 'no_goods cancels_cancelled_account'],
  },
  {
    name: 'cancelled, without a twin',
    sends: [account('A1', 'SALE', [beer()], { cancelled: true })],
    stock: {},
    lines: ['no_goods account_cancelled'],
  },
  {
    name: 'the twin of an account another day calls cancelled',
    sends: [account('A2', 'CANCEL', [back()], after('A1'))],
    cancelled: ['A1'],
    stock: {},
    lines: ['no_goods cancels_cancelled_account'],
  },
  {
    name: '`cancelled` null, or absent',
    sends: [account('A1', 'SALE', [beer()], { cancelled: null }), account('A2', 'SALE', [beer()])],
    stock: { lager: '-1.2' },
    lines: ['deducted', 'deducted'],
  },
  {
    name: 'an account type of next year, and none',
    sends: [account('A1', 'NEXT_YEAR', [beer()]), account('A2', undefined, [beer()])],
    stock: { lager: '-1.2' },
    lines: ['deducted', 'deducted'],
  },
  {
    name: 'a modifier carries its own quantity: two burgers, each with bacon',
    sends: [account('A1', 'SALE', [burger, extra])],
    stock: { beef: '-0.4', bun: '-2', bacon: '-0.06' },
    lines: ['deducted', 'deducted'],
  },
  {
    name: '"ohne Käse" adds back (R18)',
    sends: [account('A1', 'SALE', [line('912', '1.000')])],
    stock: { cheese: '0.02' },
    lines: ['deducted'],
  },
  {
    name: 'a combo: its header is ignored, its parts count',
    sends: [account('A1', 'SALE', [menu, line('588', '1.000', { parentLineId: menu.id })])],
    stock: { lager: '-0.3' },
    lines: ['ignored', 'deducted'],
  },
  {
    name: 'by weight',
    sends: [account('A1', 'SALE', [line('701', '0.185')])],
    stock: { ham: '-0.185' },
    lines: ['deducted'],
  },
  {
    name: 'rung at zero, the measure carries the goods',
    sends: [account('A1', 'SALE', [base, line('26', '1.000', { parentLineId: base.id })])],
    stock: { gin: '-0.04' },
    lines: ['ignored', 'deducted'],
  },
  {
    name: 'typed text instead of an item',
    sends: [account('A1', 'SALE', [line(null, '1.000', { nameOverride: 'Geburtstagstorte' })])],
    stock: {},
    lines: ['unmapped no_sku'],
  },
  {
    name: 'a SKU no item has',
    sends: [account('A1', 'SALE', [line('gone', '1.000')])],
    stock: {},
    lines: ['unmapped unknown_sku'],
  },
  {
    name: 'an item without mapping',
    sends: [account('A1', 'SALE', [line('999', '1.000')])],
    stock: {},
    lines: ['unmapped no_mapping'],
  },
  {
    name: 'an item that is deliberately no stock',
    sends: [account('A1', 'SALE', [line('960', '1.000')])],
    stock: {},
    lines: ['ignored'],
  },
  {
    name: '`542` and `542.` are two items; blanks are part of a SKU (R9)',
    sends: [
      account('A1', 'SALE', [
        line('542', '1.000'),
        line('542.', '2.000'),
        line(' 7 ', '1.000'),
        line('7', '1.000'),
      ]),
    ],
    stock: { cola: '-1', 'cola zero': '-2', tonic: '-1' },
    lines: ['deducted', 'deducted', 'deducted', 'unmapped unknown_sku'],
  },
  {
    name: 'an account delivered twice',
    sends: [twice, twice],
    stock: { lager: '-0.6' },
    lines: ['deducted'],
  },
  {
    name: 'a line delivered twice',
    sends: [account('A1', 'SALE', [repeated, repeated])],
    stock: { lager: '-0.6' },
    lines: ['deducted'],
  },
  {
    name: 'an account delivered with two days counts on the earlier',
    sends: [account('A1', 'SALE', [{ ...beer(), id: 'S0' }])],
    earlier: [['A1', 'S0']],
    stock: {},
    lines: ['no_goods counted_on_earlier_day'],
  },
  {
    name: 'a malformed line among good ones (R21)',
    sends: [
      account('A1', 'SALE', [
        beer(),
        line('588', 'two'),
        line('588', undefined),
        { ...beer(), id: undefined },
        null,
        beer(),
      ]),
    ],
    stock: { lager: '-1.2' },
    lines: [
      'deducted',
      'failed quantity_not_a_number',
      'failed quantity_missing',
      'failed line_without_id',
      'failed line_malformed',
      'deducted',
    ],
  },
  {
    name: 'an account without a list of lines',
    sends: [account('A1', 'SALE', { not: 'a list' }), account('A2', 'SALE', [beer()])],
    stock: { lager: '-0.6' },
    lines: ['failed account_malformed', 'deducted'],
  },
  {
    name: 'a quantity as a number, one with an exponent, one beyond reason',
    sends: [account('A1', 'SALE', [line('588', 1.5), line('588', '1e3'), line('588', '99999999.000')])],
    stock: { lager: '-0.45' },
    lines: ['deducted', 'failed quantity_not_a_number', 'failed quantity_out_of_range'],
  },
];

function plan(one: Case) {
  const raw = JSON.stringify({
    sales: one.sends,
    nextStartOfDayAsIso8601: '2026-03-15T05:00:00+01:00',
    dataComplete: true,
  });
  const day = toSalesDay(parseJsonKeepingNumbers(raw), raw);
  if (day.kind !== 'sales') throw new Error('sales were expected');
  return planTransfer({
    businessId: 'b',
    locationId: 'l',
    dayEnd: DAY_END,
    accounts: day.accounts,
    lines: day.lines,
    cancelledAccountIds: new Set([...day.cancelledAccountIds, ...(one.cancelled ?? [])]),
    countedEarlier: new Set((one.earlier ?? []).map(([accountId, lineId]) => lineKey(accountId, lineId))),
    items,
    recipeSet,
    wasteReasons: new Set([WASTE]),
  });
}

describe('sales to goods', () => {
  it.each(CASES)('$name', (one) => {
    const { entries, outcomes } = plan(one);
    const stock = Object.fromEntries(entries.map((entry) => [entry.ingredientId, entry.quantity]));
    expect(stock).toEqual(one.stock);
    expect(outcomes.map(({ bucket, reason }) => (reason ? `${bucket} ${reason}` : bucket))).toEqual(
      one.lines,
    );
  });

  it('covers every account type Lightspeed documents', () => {
    const seen = new Set(CASES.flatMap((one) => one.sends.map((sale) => (sale as { type?: string }).type)));
    expect(ACCOUNT_TYPES.filter((type) => !seen.has(type))).toEqual([]);
  });

  it('stands in the README as it is here', () => {
    const file = new URL('./README.md', import.meta.url);
    const [start, end] = ['<!-- cases -->\n', '\n<!-- /cases -->'];
    const text = readFileSync(file, 'utf8');
    const [from, to] = [text.indexOf(start) + start.length, text.indexOf(end)];
    if (process.env.UPDATE_README) writeFileSync(file, text.slice(0, from) + table() + text.slice(to));
    else expect(cells(text.slice(from, to))).toEqual(cells(table()));
  });
});

/** The formatter lines columns up; what is in them counts. */
const cells = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim().replace(/^-+$/, '---')));

type Shown = { sku?: string; quantity?: unknown; voidReason?: string; parentLineId?: string };

/** The cases as a table, from the very data the test runs on. */
function table(): string {
  const lineText = (raw: unknown) => {
    if (typeof raw !== 'object' || raw === null) return String(raw);
    const { sku, quantity, voidReason, parentLineId } = raw as Shown;
    const amount =
      typeof quantity === 'string'
        ? quantity.replace(/\.000$/, '').replace('-', '−')
        : String(quantity ?? 'missing');
    const notes = [
      voidReason && `void: ${voidReason}`,
      parentLineId && 'child',
      'id' in raw && raw.id === undefined && 'no id',
    ];
    const shown = notes.filter(Boolean).join(', ');
    return `${sku === undefined ? 'no SKU' : `\`${sku.replaceAll(' ', '␣')}\``} × ${amount}${shown ? ` (${shown})` : ''}`;
  };
  const accountText = (raw: unknown) => {
    const {
      type = 'no type',
      cancelled,
      voidReason,
      salesLines,
    } = raw as Record<string, string | boolean | unknown[]>;
    const notes = [
      cancelled === true && 'cancelled',
      cancelled === null && 'cancelled: null',
      voidReason && `void: ${voidReason}`,
    ];
    const shown = notes.filter(Boolean).join(', ');
    const lines = Array.isArray(salesLines) ? salesLines.map(lineText).join(', ') : 'no list';
    return `**${type}**${shown ? ` (${shown})` : ''}: ${lines}`;
  };
  const rows = CASES.map((one) => {
    const stock = Object.entries(one.stock).map(([name, amount]) => `${name} ${amount.replace('-', '−')}`);
    return `| ${one.name} | ${one.sends.map(accountText).join('; ')} | ${one.lines.join(', ')} | ${stock.join(', ') || 'nothing'} |`;
  });
  return [
    '| case | Lightspeed sends | each line ends in | stock |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
