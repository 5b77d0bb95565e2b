import { isDeepStrictEqual } from 'node:util';
import { now, type Steps } from '@/lib/core/steps';
import { inTurns } from '@/lib/platform/in-turns';
import type { PosTotals } from '@/lib/ports';
import { readingJson } from './json-steps';
import { LARGE } from './read-answer';

interface Counted {
  line: unknown;
  quantity: Decimal | null;
  netValue: Decimal | null;
}

/** What came under one name: most lines come once. */
interface Deliveries {
  counted: Counted[];
  /** Their texts; null while there is only one. */
  texts: Set<string> | null;
}

/**
 * What a day's answer reports, by a second reading (R26): the language's own JSON reader, no schema, no line
 * of ours, and none of the rules that tell accounts and lines apart. Every line counts that came, less exact
 * repeats: the same content again for an account with the same names; a line without id, the same content at
 * the same place. An account that is none counts as one line without quantity and value.
 */
export function reportedTotals(raw: string): PosTotals | Promise<PosTotals> {
  // The language's reader cannot be interrupted: a long answer is read in steps, by one that takes numbers as
  // they stand.
  return raw.length > LARGE ? inTurns(readLong(raw)) : now(addUp(JSON.parse(raw)));
}

function* readLong(raw: string): Steps<PosTotals> {
  return yield* addUp(yield* readingJson(raw));
}

const LINES_A_STEP = 100;
/**
 * Deliveries of one line looked at for content in another order: past these only the same text is the same.
 */
const MAX_COMPARED = 20;

function* addUp(body: unknown): Steps<PosTotals> {
  const counted = new Map<string, Deliveries>();
  let isMoneyReadable = true;
  const count = (name: string, line: unknown) => {
    const same = counted.get(name);
    if (same && isRepeat(same, line)) return;
    const money = field(line, 'totalNetAmountWithTax');
    const netValue = decimal(money);
    if (netValue === null && money !== undefined && money !== null && money !== '') isMoneyReadable = false;
    const one = { line, quantity: decimal(field(line, 'quantity')), netValue };
    if (same) same.counted.push(one);
    else counted.set(name, { counted: [one], texts: null });
  };
  const sales = field(body, 'sales');
  for (const [place, sale] of (Array.isArray(sales) ? sales : []).entries()) {
    if (place % LINES_A_STEP === 0) yield;
    const account = JSON.stringify(nameOf(sale) ?? [`#${place}`]);
    const sold = isObject(sale) ? (sale.salesLines ?? []) : null;
    if (!Array.isArray(sold)) {
      count(account, null);
      continue;
    }
    for (const [position, line] of sold.entries()) {
      if (position % LINES_A_STEP === 0) yield;
      count(`${account} ${JSON.stringify(field(line, 'id') || position)}`, line);
    }
  }
  const all = [...counted.values()].flatMap((deliveries) => deliveries.counted);
  return {
    lines: all.length,
    quantity: yield* sum(all.map((line) => line.quantity)),
    netValue: isMoneyReadable ? yield* sum(all.map((line) => line.netValue)) : null,
  };
}

/** Has one of the deliveries of this line the same content? Its text is taken down for the next ones. */
function isRepeat(same: Deliveries, line: unknown): boolean {
  same.texts ??= new Set(same.counted.map((one) => JSON.stringify(one.line)));
  const text = JSON.stringify(line);
  if (same.texts.has(text)) return true;
  if (same.counted.slice(0, MAX_COMPARED).some((one) => isDeepStrictEqual(one.line, line))) return true;
  same.texts.add(text);
  return false;
}

/**
 * What makes an account delivered again an exact repeat; a number alone is given again, and then closed at
 * another time.
 */
function nameOf(sale: unknown): unknown[] | null {
  const [reference, number] = [field(sale, 'accountReference') || null, field(sale, 'accountFiscId') || null];
  if (reference !== null) return [reference, number];
  return number === null ? null : [null, number, field(sale, 'timeClosed') ?? null];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const field = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

/** `digits` × 10^-`places`. */
type Decimal = { digits: bigint; places: number };
const NUMBER = /^\s*([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,3}))?\s*$/;

function decimal(value: unknown): Decimal | null {
  const text = typeof value === 'number' ? String(value) : value;
  const match = typeof text === 'string' ? NUMBER.exec(text) : null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? [];
  if (whole + fraction === '') return null;
  const places = fraction.length - Number(exponent);
  const digits = BigInt(sign + whole + fraction);
  return places < 0 ? { digits: digits * 10n ** BigInt(-places), places: 0 } : { digits, places };
}

function* sum(values: readonly (Decimal | null)[]): Steps<string> {
  const places = values.reduce((most, value) => Math.max(most, value?.places ?? 0), 0);
  let digits = 0n;
  for (const [index, value] of values.entries()) {
    if (index % LINES_A_STEP === 0) yield;
    if (value !== null) digits += value.digits * 10n ** BigInt(places - value.places);
  }
  const text = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
  const fraction = places === 0 ? '' : `.${text.slice(-places)}`;
  return `${digits < 0n ? '-' : ''}${text.slice(0, text.length - places)}${fraction}`;
}
