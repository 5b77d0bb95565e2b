import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { nameOn } from './button-names';
import { LISBON } from './catalogue';
import { withModifiers } from './draw-modifiers';
import { drawOrder, pickItem, type Sold, sold, VOID_REASONS } from './draw-order';
import { PERSONAL, personalFields } from './personal-fields';
import { type Dice, diceOf } from './random';
import type { SimLocation, SimSale } from './sales';

/** How busy a weekday is; the week starts at 1, Monday. */
const WEEKDAY = [0, 0.72, 0.78, 0.86, 0.95, 1.2, 1.34, 1.02];
const EPOCH = Temporal.PlainDate.from('2020-01-01');
const CURRENCY = 'CHF';

interface DayOfSales {
  seed: number;
  location: SimLocation;
  day: string;
  /** `[start, end)` of the business day in epoch milliseconds. */
  start: number;
  end: number;
}

/**
 * Accounts of a business day by closing time; follows from seed, location and day alone. A closed day is
 * empty.
 */
export function generateDay(input: DayOfSales): SimSale[] {
  const { seed, location, day, start } = input;
  const date = Temporal.PlainDate.from(day);
  if (isClosed(location, date)) return [];
  const dice = diceOf(`${seed}|${location.id}|${day}`);
  const wishes = diceOf(`${seed}|${location.id}|${day}|modifiers`);
  const accounts = new Accounts(input, dice, EPOCH.until(date, { largestUnit: 'days' }).days);
  for (let left = guestsOf(location, date, dice); left > 0; left--) {
    serveTable(input, { dice, wishes }, accounts);
  }
  const drop = start + 17 * 3_600_000;
  const cash = { sku: null, name: 'Abschöpfung', thousandths: 1000, amount: -50_000, at: drop };
  accounts.write('FLOAT', [cash], drop, drop + 5);
  return accounts.sales.sort((a, b) =>
    a.timeClosed < b.timeClosed ? -1 : a.timeClosed > b.timeClosed ? 1 : 0,
  );
}

function isClosed(location: SimLocation, date: Temporal.PlainDate): boolean {
  const monthDay = date.toString().slice(5);
  if (monthDay === '12-25' || monthDay === '01-01') return true;
  return location.id === LISBON ? date.dayOfWeek === 1 || monthDay === '04-25' : monthDay === '12-24';
}

function guestsOf(location: SimLocation, date: Temporal.PlainDate, dice: Dice): number {
  const [least, most] = location.id === LISBON ? [40, 90] : [60, 116];
  const season = 1 + 0.14 * Math.sin(((date.dayOfYear - 100) / 365) * 2 * Math.PI);
  const wanted =
    location.size * (WEEKDAY[date.dayOfWeek] as number) * season * (0.94 + dice.fraction() * 0.12);
  return Math.round(Math.min(most, Math.max(least, wanted)));
}

/**
 * One table from its order to the accounts it leaves: most are plain sales, a few are refunded, reopened,
 * split, moved or cancelled.
 */
function serveTable(
  { location, start }: DayOfSales,
  { dice, wishes }: Record<'dice' | 'wishes', Dice>,
  accounts: Accounts,
) {
  const minute = openingMinute(dice);
  const opened = start + (minute - location.startHour * 60) * 60_000 + dice.below(60_000);
  const closed = opened + (12 + dice.below(75)) * 60_000 + dice.below(1000);
  const lines = withModifiers(wishes, drawOrder(dice, location.id, opened, minute));
  const write = accounts.write.bind(accounts);
  const kind = dice.fraction();
  if (kind < 0.015) {
    const sale = write('SALE', lines, opened, closed);
    const back = dice.chance(0.5) ? lines : lines.filter((line) => line === lines[0]);
    const voidReason = dice.pick(VOID_REASONS);
    write('REFUND', negated(back), closed, closed + 900_000, { previous: sale, voidReason });
  } else if (kind < 0.03) {
    const sale = write('SALE', lines, opened, closed);
    const refund = write('REFUND', negated(lines), closed, closed + 240_000, { previous: sale });
    const again = [...lines, sold(pickItem(dice, location.id, 'coffee'), 1, closed)];
    write('RECALL', again, closed + 240_000, closed + 480_000, { previous: refund });
  } else if (kind < 0.05) {
    const sale = write('SALE', lines, opened, closed);
    write('SPLIT', negated(lines), closed, closed + 30_000, { previous: sale });
    write('SPLIT', halfOf(lines, false), closed, closed + 60_000, { previous: sale });
    write('SPLIT', halfOf(lines, true), closed, closed + 90_000, { previous: sale });
  } else if (kind < 0.06) {
    const carried = write('TRANSITORY', negated(lines), closed, closed + 4);
    write('SALE', lines, opened, closed + 300_000, { previous: carried });
  } else if (kind < 0.072) {
    const sale = write('SALE', lines, opened, closed, { cancelled: true });
    write('CANCEL', negated(lines, 'Falsch boniert'), closed, closed + 120_000, { previous: sale });
  } else write('SALE', lines, opened, closed);
}

/** Minutes after midnight of the business day; from 24:00 on it is the night that belongs to the evening. */
function openingMinute(dice: Dice): number {
  const part = dice.fraction();
  const [from, span] =
    part < 0.2 ? [8, 170] : part < 0.52 ? [11.5, 150] : part < 0.85 ? [18, 210] : [22, 255];
  return Math.round(from * 60 + dice.fraction() * span);
}

interface More extends Partial<SimSale> {
  /** The account this one follows from. */
  previous?: SimSale;
}

/** Writes accounts with numbers that count through the day. */
class Accounts {
  readonly sales: SimSale[] = [];
  private readonly input: DayOfSales;
  private readonly dice: Dice;
  private readonly next: { account: number; receipt: number; line: number };

  constructor(input: DayOfSales, dice: Dice, dayNumber: number) {
    this.input = input;
    this.dice = dice;
    const first = dayNumber * 10_000;
    this.next = { account: first, receipt: first, line: first };
  }

  write(type: string, lines: readonly Sold[], opened: number, closed: number, more: More = {}): SimSale {
    const { seed, location, day, end } = this.input;
    const { chance, below, pick } = this.dice;
    const { previous, ...fields } = more;
    const device = pick(location.devices);
    const accountFiscId = `A${device}.${++this.next.account}`;
    const ids = new Map(lines.map((line) => [line, `S${device}.${++this.next.line}`]));
    const last = Math.min(closed, end - 1);
    const sale: SimSale = {
      accountReference: hash(`${seed}|${location.id}|${accountFiscId}`).subarray(0, 16).toString('base64'),
      accountFiscId,
      ...(type !== 'FLOAT' && chance(0.93) ? { receiptId: `R${device}.${++this.next.receipt}` } : {}),
      source: previous
        ? {
            initialAccountId: previous.source?.initialAccountId ?? previous.accountFiscId,
            previousAccountId: previous.accountFiscId,
          }
        : { initialAccountId: accountFiscId },
      type,
      // Live data leaves it out or sends null on ordinary accounts (R9).
      ...(chance(0.1) ? { cancelled: null } : {}),
      timeOfOpening: iso(opened),
      timeClosed: iso(last),
      nbCovers: chance(0.37) ? 0 : 1 + below(4),
      dineIn: chance(0.9),
      deviceId: device,
      ...personalFields(device),
      salesLines: lines.map((line) => ({
        id: ids.get(line) as string,
        ...(line.parent && ids.has(line.parent) ? { parentLineId: ids.get(line.parent) as string } : {}),
        ...(line.sku === null ? {} : { sku: line.sku }),
        name: nameOn(line.sku, day) ?? line.name,
        ...(line.override ? { nameOverride: line.override } : {}),
        quantity: fixed(line.thousandths, 3),
        ...(line.voidReason ? { voidReason: line.voidReason } : {}),
        totalNetAmountWithTax: fixed(line.amount, 2),
        totalNetAmountWithoutTax: fixed(Math.round((line.amount * 1000) / 1081), 2),
        currency: CURRENCY,
        timeOfSale: iso(Math.min(line.at, last)),
        deviceId: device,
        staffId: 7_000_000 + device,
        staffName: PERSONAL.staff,
      })),
      ...fields,
    };
    this.sales.push(sale);
    return sale;
  }
}

const negated = (lines: readonly Sold[], reason?: string) =>
  copyOf(lines, (line) => ({
    ...line,
    thousandths: -line.thousandths,
    amount: -line.amount,
    ...(reason ? { voidReason: reason } : {}),
  }));

/** Two halves whose sums are the whole, to the thousandth and the cent. */
function halfOf(lines: readonly Sold[], isSecond: boolean): Sold[] {
  const part = (n: number) => (isSecond ? n - Math.trunc(n / 2) : Math.trunc(n / 2));
  return copyOf(lines, (line) => ({
    ...line,
    thousandths: part(line.thousandths),
    amount: part(line.amount),
  }));
}

/** Changed copies in which parents are the copies. */
function copyOf(lines: readonly Sold[], change: (line: Sold) => Sold): Sold[] {
  const copies = new Map<Sold, Sold>();
  for (const line of lines) {
    const copy = change(line);
    delete copy.parent;
    if (line.parent) copy.parent = copies.get(line.parent) as Sold;
    copies.set(line, copy);
  }
  return [...copies.values()];
}

const iso = (ms: number) => new Date(ms).toISOString();
const hash = (text: string) => createHash('sha256').update(text).digest();

function fixed(value: number, decimals: number): string {
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
  const text = `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return value < 0 ? `-${text}` : text;
}
