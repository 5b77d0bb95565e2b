import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { SimItem } from '@/lib/lightspeed/simulator/catalogue';
import type { Dice } from '@/lib/lightspeed/simulator/random';
import type { SimLine, SimLocation, SimSale } from '@/lib/lightspeed/simulator/sales';

export const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface DayPlan {
  dice: Dice;
  place: SimLocation;
  day: string;
  opened: number;
  end: number;
  items: readonly SimItem[];
  boundsOf: (day: string) => { start: number; end: number };
}

export type BillMaker = ReturnType<typeof billMaker>;

// Over 80 lines: what a till can make, over one count of ids.
/** Lines and accounts of one place and day, as a till makes them. */
export function billMaker({ dice, place, day, opened, end, items, boundsOf }: DayPlan) {
  const number = Temporal.PlainDate.from('2020-01-01').until(day, { largestUnit: 'days' }).days * 1000;
  let counter = number;
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
      // By its number: nothing more is drawn.
      ...(counter % 5 === 0 ? {} : { dineIn: counter % 5 < 3 }),
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
  return { dice, opened, end, bySku, sellable, line, again, sale, named, following, order, later, onDay };
}

export const addDays = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString();
const iso = (ms: number) => new Date(ms).toISOString();
const negative = (text: string) => (text.startsWith('-') ? text.slice(1) : `-${text}`);
function money(dice: Dice, quantity: string): string {
  const amount = ((3 + dice.below(20)) * Number(quantity)).toFixed(2);
  return dice.chance(0.02) ? 'free' : amount;
}
