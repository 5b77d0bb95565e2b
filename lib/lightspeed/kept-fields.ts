import type { Steps } from '@/lib/core/steps';

/**
 * What of a day's answer is kept: the fields that are read (to-domain.ts, reported.ts), and no other. Staff,
 * guests, tables and payments are none of stock's business and never reach the database. A migration keeps
 * the same of what was stored before.
 */
export const KEPT_FIELDS = {
  day: ['nextStartOfDayAsIso8601', 'dataComplete', 'readByRange'],
  account: [
    'accountReference',
    'accountFiscId',
    'receiptId',
    'type',
    'cancelled',
    'timeClosed',
    'dineIn',
    'voidReason',
  ],
  /** Of `source`, as which account is undone by another. */
  source: ['previousAccountId'],
  line: [
    'id',
    'parentLineId',
    'sku',
    'name',
    'nameOverride',
    'quantity',
    'totalNetAmountWithTax',
    'voidReason',
    'timeOfSale',
  ],
} as const;

/** Goes into the hash of what was received: bytes that are read for more than before are others. */
export const READ_FOR = JSON.stringify(KEPT_FIELDS);

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;

/** Something is there, and none of what may be: read as before, and says nothing. */
const UNREADABLE = false;

function only(of: Fields, fields: readonly string[]): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const field of fields) {
    const value = of[field];
    if (value === undefined) continue;
    kept[field] = typeof value === 'object' && value !== null ? UNREADABLE : value;
  }
  return kept;
}

const ACCOUNTS_A_STEP = 50;

/**
 * The answer's text as it is kept; its numbers are texts already (R9). `body` is an answer that can be read.
 */
export function* keepingFields(body: unknown): Steps<string> {
  const day = fieldsOf(body) ?? {};
  const parts: string[] = [];
  const sales = Array.isArray(day.sales) ? day.sales : null;
  for (const [index, sale] of (sales ?? []).entries()) {
    if (index % ACCOUNTS_A_STEP === 0) yield;
    parts.push(JSON.stringify(keptAccount(sale)));
  }
  const rest = JSON.stringify({ ...(sales === null && { sales: null }), ...only(day, KEPT_FIELDS.day) });
  if (sales === null) return rest;
  return `{"sales":[${parts.join(',')}]${rest === '{}' ? '}' : `,${rest.slice(1)}`}`;
}

function keptAccount(sale: unknown): unknown {
  const account = fieldsOf(sale);
  if (account === null) return null;
  const kept = only(account, KEPT_FIELDS.account);
  const source = fieldsOf(account.source);
  if (source !== null) kept.source = only(source, KEPT_FIELDS.source);
  const { salesLines: lines } = account;
  if (lines === undefined || lines === null) return kept;
  kept.salesLines = Array.isArray(lines) ? lines.map(keptLine) : UNREADABLE;
  return kept;
}

function keptLine(line: unknown): unknown {
  const fields = fieldsOf(line);
  return fields === null ? null : only(fields, KEPT_FIELDS.line);
}
