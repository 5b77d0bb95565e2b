import type { z } from 'zod';
import { now, type Steps } from '@/lib/core/steps';
import type { PosAccount, PosItem, PosLocation, PosSaleLine, PosSalesDay, PosTokens } from '@/lib/ports';
import { reportedTotals } from './reported';
import {
  type businessPageSchema,
  businessSchema,
  type LightspeedItem,
  locationSchema,
  salesDaySchema,
  type tokenResponseSchema,
} from './schemas';

export const toTokens = (answer: z.infer<typeof tokenResponseSchema>): PosTokens => ({
  accessToken: answer.access_token,
  refreshToken: answer.refresh_token,
  expiresIn: answer.expires_in,
  scope: answer.scope ?? '',
});

/** The locations of a page and how many entries have no id, and are none therefore (R21). */
export function toLocations(page: z.infer<typeof businessPageSchema>): {
  locations: PosLocation[];
  unreadable: number;
} {
  const locations: PosLocation[] = [];
  let unreadable = 0;
  for (const entry of page._embedded?.businessList ?? []) {
    const business = businessSchema.safeParse(entry);
    if (!business.success) unreadable++;
    for (const raw of business.data?.businessLocations ?? []) {
      const location = locationSchema.safeParse(raw);
      if (location.success && business.success) locations.push(toLocation(location.data, business.data));
      else unreadable++;
    }
  }
  return { locations, unreadable };
}

function toLocation(
  location: z.infer<typeof locationSchema>,
  business: z.infer<typeof businessSchema>,
): PosLocation {
  const isKnownZone = isTimeZone(location.timezone);
  return {
    lightspeedId: (location.blID ?? location.blId) as string,
    businessId: business.businessId,
    businessName: business.businessName || null,
    name: location.blName || null,
    country: location.country || null,
    timezone: isKnownZone ? (location.timezone ?? null) : null,
    currency: business.currencyCode || null,
    ...(location.timezone && !isKnownZone && { unusable: { timezone: location.timezone } }),
  };
}

function isTimeZone(value: unknown): value is string {
  if (typeof value !== 'string' || value === '') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

export function toItem(item: LightspeedItem): PosItem {
  const amount = item.prices?.[0]?.amount;
  const price = decimal(amount);
  return {
    lightspeedId: item.id,
    // Exactly as sent; only the empty text, which no line can carry, counts as none (R9).
    sku: item.sku || null,
    name: item.name || null,
    docketName: item.docketName || null,
    itemType: item.itemType ?? null,
    accountingGroup: item.accountingGroup?.name ?? null,
    price,
    isActive: item.active ?? null,
    ...(amount && price === null && { unusable: { price: amount } }),
  };
}

const DECIMAL = /^[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})$/;
const EXPONENT = /^[+-]?\d{1,20}(\.\d{0,20})?[eE][+-]?\d{1,2}$/;

/** A decimal's text, or null. An exponent is only taken for prices, which are shown, never counted. */
function decimal(value: string | null | undefined, exponent = true): string | null {
  if (value === null || value === undefined) return null;
  const trimmed = value.trim();
  if (DECIMAL.test(trimmed)) return trimmed.replace(/^\+/, '');
  return exponent && EXPONENT.test(trimmed) ? trimmed : null;
}

/** An instant with offset, or null: Postgres would refuse anything else and with it the whole day. */
function instant(value: string | null | undefined): string | null {
  if (!value || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/.test(value)) return null;
  return Number.isNaN(Date.parse(value)) ? null : value;
}

type Fields = Readonly<Record<string, unknown>>;
/** An account or line as sent; null for what is none. */
const fieldsOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
/** A field's text; null for one that is missing, empty or not a text: it spoils no other (R21). */
function textOf(of: Fields | null, field: string): string | null {
  const value = of?.[field];
  return typeof value === 'string' && value !== '' ? value : null;
}

function lineProblem(line: Fields, quantity: string | null): string | null {
  if (!textOf(line, 'id')) return 'line_without_id';
  if (typeof line.quantity !== 'string') return 'quantity_missing';
  if (quantity === null) return 'quantity_not_a_number';
  return null;
}

/**
 * The day in our words. A malformed account or line becomes a line with its `problem`; only a wrong envelope
 * throws (R21).
 */
export function toSalesDay(body: unknown, raw: string): PosSalesDay {
  return now(readingSalesDay(body, { kept: raw, whole: raw }));
}

/** More than any day has, and more than memory has room for. */
const MAX_LINES = 300_000;
const LINES_A_STEP = 250;

/** An answer as it is kept, and as it came: its control total is of the whole (R26). */
interface AnswerText {
  kept: string;
  whole: string;
}

/**
 * The same in steps, for a long day; it then holds the lock on large answers until `done`. Over 80 lines: one
 * walk over the accounts that gathers what a day consists of, and may pause at any of them.
 */
export function* readingSalesDay(body: unknown, text: AnswerText, done?: () => void): Steps<PosSalesDay> {
  const day = salesDaySchema.parse(body);
  const lines: PosSaleLine[] = [];
  const cancelledAccountIds: string[] = [];
  const emptyAccounts: PosAccount[] = [];
  const warnings: string[] = [];
  const sales = day.sales ?? [];
  const accountIds = new Set<string>();

  for (const [index, entry] of sales.entries()) {
    if (index % LINES_A_STEP === 0) yield;
    if (lines.length >= MAX_LINES) throw new RangeError('more lines than a day can have');
    const sale = fieldsOf(entry);
    const accountNumber = textOf(sale, 'accountFiscId');
    // Tills give a number again; the reference is the account's own (R15).
    const known = textOf(sale, 'accountReference') ?? accountNumber;
    const accountId = known ?? `unnamed-account-${index + 1}`;
    accountIds.add(accountId);
    const account = {
      accountId,
      accountNumber,
      accountType: textOf(sale, 'type') ?? 'UNKNOWN',
      accountCancelled: sale?.cancelled === true,
      previousAccountId: textOf(fieldsOf(sale?.source), 'previousAccountId'),
      receiptId: textOf(sale, 'receiptId'),
      timeClosed: instant(textOf(sale, 'timeClosed')),
      dineIn: typeof sale?.dineIn === 'boolean' ? sale.dineIn : null,
    };
    if (account.accountCancelled) cancelledAccountIds.push(accountId);
    const rawLines = sale ? (sale.salesLines ?? []) : null;
    if (!Array.isArray(rawLines)) {
      warnings.push(`account ${accountId} is malformed`);
      lines.push(badLine(lines.length, account, 'account_malformed'));
      continue;
    }
    if (known && rawLines.length === 0) emptyAccounts.push(toAccount(account));
    for (const [position, rawLine] of rawLines.entries()) {
      if (lines.length % LINES_A_STEP === 0) yield;
      if (lines.length >= MAX_LINES) throw new RangeError('more lines than a day can have');
      const line = fieldsOf(rawLine);
      if (!line) {
        lines.push(badLine(lines.length, account, 'line_malformed', position));
        continue;
      }
      const quantity = decimal(textOf(line, 'quantity'), false);
      const sku = textOf(line, 'sku');
      const given = textOf(line, 'name');
      // Named one by one: spread, they took most of the reading's time.
      lines.push({
        accountId: account.accountId,
        accountNumber: account.accountNumber,
        accountType: account.accountType,
        accountCancelled: account.accountCancelled,
        previousAccountId: account.previousAccountId,
        receiptId: account.receiptId,
        timeClosed: account.timeClosed,
        dineIn: account.dineIn,
        seq: lines.length,
        lineId: textOf(line, 'id') ?? `unnamed-line-${position + 1}`,
        parentLineId: textOf(line, 'parentLineId'),
        sku,
        name: textOf(line, 'nameOverride') ?? given ?? sku ?? 'unnamed',
        soldName: given === sku ? null : given,
        quantity,
        netValue: decimal(textOf(line, 'totalNetAmountWithTax'), false),
        voidReason: textOf(line, 'voidReason') ?? textOf(sale, 'voidReason'),
        timeOfSale: instant(textOf(line, 'timeOfSale')),
        problem: known ? lineProblem(line, quantity) : 'account_without_id',
      });
    }
  }
  const nextStartOfDay = instant(day.nextStartOfDayAsIso8601);
  if (day.readByRange) warnings.push('read_by_range');
  else if (!nextStartOfDay) warnings.push('nextStartOfDayAsIso8601 is missing or malformed');
  return {
    kind: 'sales',
    raw: text.kept,
    accounts: accountIds.size,
    cancelledAccountIds,
    emptyAccounts,
    lines,
    dataComplete: day.dataComplete === true,
    nextStartOfDay,
    warnings,
    reported: () => reportedTotals(text.whole),
    ...(done && { done }),
  };
}

type AccountFacts = Pick<
  PosSaleLine,
  | 'accountId'
  | 'accountNumber'
  | 'accountType'
  | 'accountCancelled'
  | 'previousAccountId'
  | 'receiptId'
  | 'timeClosed'
  | 'dineIn'
>;
const toAccount = (account: AccountFacts): PosAccount => ({
  id: account.accountId,
  number: account.accountNumber,
  previous: account.previousAccountId,
  closed: account.timeClosed,
  cancelled: account.accountCancelled,
});
const badLine = (seq: number, account: AccountFacts, problem: string, position = 0): PosSaleLine => ({
  ...account,
  seq,
  lineId: `unnamed-line-${position + 1}`,
  parentLineId: null,
  sku: null,
  name: 'unnamed',
  soldName: null,
  quantity: null,
  netValue: null,
  voidReason: null,
  timeOfSale: null,
  problem,
});
