import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { SimItem } from '@/lib/lightspeed/simulator/catalogue';
import type { Dice } from '@/lib/lightspeed/simulator/random';
import type { SimLine, SimLocation, SimSale } from '@/lib/lightspeed/simulator/sales';
import { LOCAL_SKU, ODD_SKU } from './hostile-catalogue';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const REASONS = ['Server mistake', 'Unhappy Client', 'Küche: verbrannt'] as const;
/** The one a company of the simulation lists as waste (R16). */
export const WASTE_REASON = REASONS[2];

/** An account with what only the world knows of it. */
export interface Bill {
  sale: SimSale;
  /** When it reaches Lightspeed: an offline till is late. */
  uploadAt: number;
  /** When a back office marks it cancelled. */
  cancelAt?: number;
  scenario: Scenario;
}

export const SCENARIOS = [
  'plain',
  'void_line',
  'void_whole',
  'modifiers',
  'combo',
  'by_weight',
  'zero_price',
  'free_text',
  'unknown_sku',
  'dot_sku',
  'local_sku',
  'refund',
  'refund_waste',
  'reopened',
  'split',
  'transfer',
  'update',
  'transitory',
  'float',
  'cross_bl',
  'cancel',
  'cancelled_with_twin',
  'cancelled_without_twin',
  'cancelled_later',
  'twin_later',
  'two_days',
  'late_upload',
  'delivered_twice',
  'line_twice',
  'malformed_line',
  'malformed_account',
  'unknown_type',
  'number_quantity',
  'big_quantity',
  'same_instant',
  'at_the_edge',
  'null_cancelled',
  'number_again',
  'number_again_next_day',
  'number_only',
  'reopened_cancelled',
  'reopened_over_days',
  'negative_behind_cancelled',
  'odd_text',
  'money_as_text',
  'reason_spelt_otherwise',
] as const;
type Scenario = (typeof SCENARIOS)[number];

interface DayPlan {
  dice: Dice;
  place: SimLocation;
  day: string;
  opened: number;
  end: number;
  items: readonly SimItem[];
  boundsOf: (day: string) => { start: number; end: number };
}

/**
 * A day of few bills, each of a kind that is hard to read. Longer than 80 lines because it is a table: one
 * case a scenario, over the few helpers above it.
 */
export function makeDay({ dice, place, day, opened, end, items, boundsOf }: DayPlan) {
  const own: Bill[] = [];
  const carried: { day: string; bill: Bill }[] = [];
  const bills = dice.chance(0.12) ? 0 : 1 + dice.below(5);
  const number = Temporal.PlainDate.from('2020-01-01').until(day, { largestUnit: 'days' }).days * 1000;
  let counter = number;
  const momentIn = () => opened + dice.below(Math.max(1, end - opened));
  const bySku = (sku: string) => items.find((item) => item.sku === sku);
  const sellable = items.filter((item) => item.sku !== null && item.itemType === 'ITEM');

  const line = (
    item: { sku: string | null; name: string },
    quantity: string,
    more: Partial<SimLine> = {},
  ): SimLine => ({
    id: `S${place.devices[0]}.${++counter}`,
    ...(item.sku === null ? {} : { sku: item.sku }),
    name: item.name,
    quantity,
    totalNetAmountWithTax: money(dice, quantity),
    currency: 'CHF',
    newField: null,
    ...more,
  });
  const again = (lines: readonly SimLine[], factor: 1 | -1, more: Partial<SimLine> = {}): SimLine[] =>
    lines.map((one) => ({
      ...one,
      id: `S${place.devices[0]}.${++counter}`,
      ...(typeof one.quantity === 'string' && factor < 0 ? { quantity: negative(one.quantity) } : {}),
      ...(one.totalNetAmountWithTax && factor < 0
        ? { totalNetAmountWithTax: negative(one.totalNetAmountWithTax) }
        : {}),
      ...more,
    }));
  const sale = (
    type: string | undefined,
    lines: SimLine[],
    closed: number,
    more: Partial<SimSale> = {},
  ): SimSale => {
    const accountFiscId = `A${dice.pick(place.devices)}.${++counter}`;
    return {
      accountReference: createHash('sha256')
        .update(`${place.id} ${accountFiscId}`)
        .digest()
        .subarray(0, 16)
        .toString('base64'),
      accountFiscId,
      ...(dice.chance(0.8) ? { receiptId: `R${place.devices[0]}.${counter}` } : {}),
      source: { initialAccountId: accountFiscId },
      ...(type === undefined ? {} : { type }),
      timeOfOpening: iso(closed - HOUR),
      timeClosed: iso(closed),
      deviceId: place.devices[0] as number,
      salesLines: lines,
      extraFromTheFuture: { enum: 'VALUE_OF_NEXT_YEAR' },
      ...more,
    };
  };
  /** Another account under a number that was given before. */
  const named = (one: SimSale, accountFiscId: string, which: string): SimSale => ({
    ...one,
    accountFiscId,
    accountReference: createHash('sha256')
      .update(`${place.id} ${accountFiscId} ${which}`)
      .digest()
      .subarray(0, 16)
      .toString('base64'),
    source: { initialAccountId: accountFiscId },
  });
  const following = (before: SimSale) => ({
    source: {
      initialAccountId: before.source?.initialAccountId ?? before.accountFiscId,
      previousAccountId: before.accountFiscId,
    },
  });
  const order = () => {
    const count = 1 + dice.below(3);
    return Array.from({ length: count }, () => line(dice.pick(sellable), `${1 + dice.below(4)}.000`));
  };
  const later = (closed: number, hours: number) => Math.min(closed + hours * HOUR, end - 1);
  /** About the same time, some days on. */
  const onDay = (days: number, closed: number) => {
    const bounds = boundsOf(addDays(day, days));
    return Math.min(Math.max(closed + days * DAY, bounds.start), bounds.end - 1);
  };
  const put = (scenario: Scenario, sales: SimSale[], more: Partial<Bill> = {}) => {
    for (const one of sales) own.push({ sale: one, uploadAt: Date.parse(one.timeClosed), scenario, ...more });
  };

  for (let n = 0; n < bills; n++) {
    const closed = momentIn();
    const scenario = dice.chance(0.2) ? 'plain' : dice.pick(SCENARIOS);
    const lines = order();
    const first = lines[0] as SimLine;
    const plain = sale('SALE', lines, closed);
    const wait = 1 + dice.below(4);
    switch (scenario) {
      case 'void_line':
        lines.push(...again([first], -1, { quantity: '-1.000', voidReason: dice.pick(REASONS) }));
        put(scenario, [plain]);
        break;
      case 'void_whole':
        put(scenario, [
          plain,
          sale('VOID', again(lines, -1), later(closed, 1), { ...following(plain), voidReason: REASONS[0] }),
        ]);
        break;
      case 'modifiers': {
        const parent = line(bySku('52') ?? dice.pick(sellable), '2.000');
        const child = line(bySku('910') ?? dice.pick(sellable), '2.000', { parentLineId: parent.id });
        const grandchild = line(bySku('912') ?? dice.pick(sellable), '1.000', { parentLineId: child.id });
        put(scenario, [sale('SALE', [parent, child, grandchild], closed)]);
        break;
      }
      case 'combo': {
        const head = line(bySku('950') ?? dice.pick(sellable), '1.000');
        const parts = [
          line(dice.pick(sellable), '1.000', { parentLineId: head.id, totalNetAmountWithTax: '0.00' }),
        ];
        put(scenario, [sale('SALE', [head, ...parts], closed)]);
        break;
      }
      case 'by_weight':
        put(scenario, [
          sale('SALE', [line(bySku('701') ?? dice.pick(sellable), `0.${100 + dice.below(900)}`)], closed),
        ]);
        break;
      case 'zero_price': {
        const base = line(bySku('25') ?? dice.pick(sellable), '1.000', { totalNetAmountWithTax: '0.00' });
        put(scenario, [
          sale(
            'SALE',
            [base, line(bySku('26') ?? dice.pick(sellable), '1.000', { parentLineId: base.id })],
            closed,
          ),
        ]);
        break;
      }
      case 'free_text':
        lines.push(line({ sku: null, name: 'Open item' }, '1.000', { nameOverride: 'Geburtstagstorte' }));
        put(scenario, [plain]);
        break;
      case 'unknown_sku':
        lines.push(line({ sku: `gone-${dice.below(3)}`, name: 'Long gone' }, '1.000'));
        put(scenario, [plain]);
        break;
      case 'dot_sku':
        put(scenario, [
          sale(
            'SALE',
            [
              line({ sku: '542', name: 'Cola' }, '2.000'),
              line({ sku: '542.', name: 'Cola Zero' }, '3.000'),
              line({ sku: ' 7 ', name: 'Spaces' }, '1.000'),
            ],
            closed,
          ),
        ]);
        break;
      case 'local_sku':
        put(scenario, [sale('SALE', [line({ sku: LOCAL_SKU, name: 'House drink' }, '2.000')], closed)]);
        break;
      case 'refund':
        put(scenario, [
          plain,
          sale('REFUND', again(dice.chance(0.5) ? lines : [first], -1), later(closed, 2), following(plain)),
        ]);
        break;
      case 'refund_waste':
        put(scenario, [
          plain,
          sale('REFUND', again(lines, -1), later(closed, 2), {
            ...following(plain),
            voidReason: WASTE_REASON,
          }),
        ]);
        break;
      case 'reopened': {
        const refund = sale('REFUND', again(lines, -1), later(closed, 1), following(plain));
        put(scenario, [
          plain,
          refund,
          sale('RECALL', [...again(lines, 1), ...order()], later(closed, 2), following(refund)),
        ]);
        break;
      }
      case 'split':
        put(scenario, [
          plain,
          sale('SPLIT', again(lines, -1), later(closed, 1), following(plain)),
          sale(
            'SPLIT',
            again(lines, 1).map((one) => ({ ...one, quantity: half(one.quantity) })),
            later(closed, 1),
            following(plain),
          ),
          sale(
            'SPLIT',
            again(lines, 1).map((one) => ({ ...one, quantity: half(one.quantity) })),
            later(closed, 1),
            following(plain),
          ),
        ]);
        break;
      case 'transfer':
        put(scenario, [
          plain,
          sale('TRANSFER', again(lines, -1), later(closed, 1), following(plain)),
          sale('TRANSFER', again(lines, 1), later(closed, 1), following(plain)),
        ]);
        break;
      case 'update':
        put(scenario, [plain, sale('UPDATE', again([first], 1), later(closed, 1), following(plain))]);
        break;
      case 'transitory': {
        const carriedOver = sale('TRANSITORY', again(lines, -1), closed);
        put(scenario, [carriedOver, sale('SALE', lines, later(closed, 1), following(carriedOver))]);
        break;
      }
      case 'float':
        put(scenario, [sale('FLOAT', [line({ sku: null, name: 'Cash drop' }, '1.000')], closed)]);
        break;
      case 'cross_bl':
        put(scenario, [sale('CROSS_BL', lines, closed)]);
        break;
      case 'cancel':
        put(scenario, [sale('CANCEL', again(lines, -1), closed)]);
        break;
      case 'cancelled_with_twin': {
        const gone = { ...plain, cancelled: true };
        put(scenario, [
          gone,
          sale('CANCEL', again(lines, -1, { voidReason: REASONS[0] }), later(closed, 1), following(gone)),
        ]);
        break;
      }
      case 'cancelled_without_twin':
        put(scenario, [
          { ...plain, cancelled: true },
          ...(dice.chance(0.3) ? [sale('SALE', [], closed, { cancelled: true })] : []),
        ]);
        break;
      case 'cancelled_later': {
        // V2: the twin is dated when the back office did it; the original is flagged from then on.
        const at = onDay(wait, closed);
        const twin = sale('CANCEL', again(lines, -1), at, following(plain));
        put(scenario, [plain], { cancelAt: at });
        carried.push({ day: addDays(day, wait), bill: { sale: twin, uploadAt: at, scenario } });
        break;
      }
      case 'twin_later': {
        const at = onDay(wait, closed);
        put(scenario, [plain]);
        carried.push({
          day: addDays(day, wait),
          bill: { sale: sale('REFUND', again(lines, -1), at, following(plain)), uploadAt: at, scenario },
        });
        break;
      }
      case 'two_days':
        put(scenario, [plain]);
        carried.push({ day: addDays(day, 1), bill: { sale: plain, uploadAt: end, scenario } });
        break;
      case 'late_upload':
        put(scenario, [plain], { uploadAt: end + dice.below(5 * 24) * HOUR });
        break;
      case 'delivered_twice':
        put(scenario, [plain, plain]);
        break;
      case 'line_twice':
        lines.push({ ...first });
        put(scenario, [plain]);
        break;
      case 'malformed_line': {
        const bad = dice.pick([
          { ...first, id: 'bad-1', quantity: 'two' },
          { ...first, id: 'bad-2', quantity: undefined },
          { ...first, id: 'bad-3', quantity: '1e3' },
          { ...first, id: undefined },
          { ...first, id: 'bad-4', quantity: { value: 1 } },
          null,
          'a line',
        ]) as SimLine;
        lines.splice(dice.below(lines.length + 1), 0, bad);
        put(scenario, [plain]);
        break;
      }
      case 'malformed_account': {
        const bad = { ...sale('SALE', lines, closed), salesLines: { not: 'a list' } } as unknown as SimSale;
        put(scenario, [plain, bad]);
        break;
      }
      case 'unknown_type':
        put(scenario, [sale('BRAND_NEW_TYPE', lines, closed), sale(undefined, order(), closed)]);
        break;
      case 'number_quantity':
        lines.push({ ...line(dice.pick(sellable), '1.500'), quantity: 1.5 as unknown as string });
        put(scenario, [plain]);
        break;
      case 'big_quantity':
        lines.push(line(dice.pick(sellable), '99999999.000'));
        put(scenario, [plain]);
        break;
      case 'same_instant': {
        const count = dice.chance(0.05) ? 130 : 6;
        put(
          scenario,
          Array.from({ length: count }, () => sale('SALE', [line(dice.pick(sellable), '1.000')], closed)),
        );
        break;
      }
      case 'at_the_edge':
        put(scenario, [sale('SALE', lines, opened), sale('SALE', order(), end - 1)]);
        break;
      case 'number_again': {
        // Two accounts under one number, of one line id; a refund names the number.
        const isGone = dice.chance(0.4);
        const second = again(order().slice(0, 1), 1, { id: first.id });
        const other = named(sale('SALE', second, later(closed, 2)), plain.accountFiscId as string, 'second');
        put(scenario, [
          isGone ? { ...plain, cancelled: true } : plain,
          other,
          sale(
            'REFUND',
            again(dice.chance(0.5) ? lines : second, -1),
            later(closed, dice.chance(0.5) ? 1 : 3),
            following(plain),
          ),
        ]);
        break;
      }
      case 'number_again_next_day': {
        const at = onDay(1, closed);
        const other = named(
          sale('SALE', again([first], 1, { id: first.id }), at),
          plain.accountFiscId as string,
          'next',
        );
        put(scenario, [dice.chance(0.3) ? { ...plain, cancelled: true } : plain]);
        carried.push({ day: addDays(day, 1), bill: { sale: other, uploadAt: at, scenario } });
        break;
      }
      case 'number_only': {
        const { accountReference: _, ...bare } = plain;
        put(scenario, [bare]);
        break;
      }
      case 'reopened_cancelled':
        put(scenario, [
          { ...plain, cancelled: true },
          sale('REFUND', again(lines, -1), later(closed, 1), following(plain)),
          sale('RECALL', [...again(lines, 1), ...order()], later(closed, 2), following(plain)),
        ]);
        break;
      case 'reopened_over_days': {
        const at = onDay(wait, closed);
        put(scenario, [plain], { cancelAt: at });
        const bills = [
          sale('REFUND', again(lines, -1), at, following(plain)),
          sale('RECALL', again(lines, 1), at, following(plain)),
        ];
        for (const one of bills)
          carried.push({ day: addDays(day, wait), bill: { sale: one, uploadAt: at, scenario } });
        break;
      }
      case 'negative_behind_cancelled':
        put(scenario, [
          { ...plain, cancelled: true },
          sale(
            'UPDATE',
            [...again([first], 1, { quantity: '1.000' }), ...again([first], -1, { quantity: '-1.500' })],
            later(closed, 1),
            following(plain),
          ),
        ]);
        break;
      case 'odd_text':
        lines.push(line({ sku: ODD_SKU, name: 'Eis \ud83c' }, '2.000', { nameOverride: 'x\u0000' }));
        put(scenario, [plain]);
        break;
      case 'money_as_text':
        lines.push(
          line(dice.pick(sellable), '1.000', { totalNetAmountWithTax: dice.pick(['12,50', '1.234,5', '-']) }),
        );
        put(scenario, [plain]);
        break;
      case 'reason_spelt_otherwise':
        put(scenario, [
          plain,
          sale('REFUND', again(lines, -1), later(closed, 2), {
            ...following(plain),
            voidReason: dice.pick([' KÜCHE: VERBRANNT ', 'kuche: verbrannt', 'Ku\u0308che: Verbrannt']),
          }),
        ]);
        break;
      case 'null_cancelled':
        put(scenario, [{ ...plain, cancelled: null }]);
        break;
      default:
        put('plain', [plain]);
    }
  }
  return { own, carried };
}

export const addDays = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString();
const iso = (ms: number) => new Date(ms).toISOString();
const negative = (text: string) => (text.startsWith('-') ? text.slice(1) : `-${text}`);
/** Half of `n.000`, to three decimals. */
const half = (text: string | undefined) => (Number(text) / 2).toFixed(3);
function money(dice: Dice, quantity: string): string {
  const amount = ((3 + dice.below(20)) * Number(quantity)).toFixed(2);
  return dice.chance(0.02) ? 'free' : amount;
}
