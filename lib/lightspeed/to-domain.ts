import type { z } from 'zod';
import type { PosItem, PosLocation, PosSaleLine, PosSalesDay, PosTokens } from '@/lib/services/ports';
import { reportedTotals } from './reported';
import {
  type businessPageSchema,
  type LightspeedItem,
  type saleLineSchema as LineSchema,
  saleLineSchema,
  saleSchema,
  salesDaySchema,
  type tokenResponseSchema,
} from './schemas';

export const toTokens = (answer: z.infer<typeof tokenResponseSchema>): PosTokens => ({
  accessToken: answer.access_token,
  refreshToken: answer.refresh_token,
  expiresIn: answer.expires_in,
  scope: answer.scope ?? '',
});

export function toLocations(page: z.infer<typeof businessPageSchema>): PosLocation[] {
  return (page._embedded?.businessList ?? []).flatMap((business) =>
    (business.businessLocations ?? []).map((location) => {
      const lightspeedId = (location.blID ?? location.blId) as string;
      return {
        lightspeedId,
        businessId: business.businessId,
        businessName: business.businessName ?? business.businessId,
        name: location.blName || lightspeedId,
        country: location.country || null,
        timezone: isTimeZone(location.timezone) ? location.timezone : 'UTC',
        currency: business.currencyCode || null,
      };
    }),
  );
}

function isTimeZone(value: string | null | undefined): value is string {
  if (!value) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

export const toItem = (item: LightspeedItem): PosItem => ({
  lightspeedId: item.id,
  // Exactly as sent; only the empty text, which no line can carry, counts as none (R9).
  sku: item.sku === '' ? null : (item.sku ?? null),
  name: item.name || item.sku || item.id,
  itemType: item.itemType ?? null,
  accountingGroup: item.accountingGroup?.name ?? null,
  price: decimal(item.prices?.[0]?.amount),
  isActive: item.active !== false,
});

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

/** Postgres text cannot hold NUL; nothing else is touched. */
const clean = (value: string) => value.replaceAll('\u0000', '\uFFFD');

function lineProblem(line: z.infer<typeof LineSchema>, quantity: string | null): string | null {
  if (!line.id) return 'line_without_id';
  if (line.quantity === null || line.quantity === undefined) return 'quantity_missing';
  if (quantity === null) return 'quantity_not_a_number';
  return null;
}

/** The day in our words. A malformed account or line becomes a line with its `problem`; only a wrong envelope throws (R21). */
export function toSalesDay(body: unknown, raw: string): PosSalesDay {
  const day = salesDaySchema.parse(body);
  const lines: PosSaleLine[] = [];
  const cancelledAccountIds: string[] = [];
  const warnings: string[] = [];
  const sales = day.sales ?? [];
  const accountIds = new Set<string>();

  for (const [index, entry] of sales.entries()) {
    const parsed = saleSchema.safeParse(entry);
    const sale = parsed.success ? parsed.data : undefined;
    const known = sale?.accountFiscId || sale?.accountReference;
    const accountId = clean(known || `unnamed-account-${index + 1}`);
    accountIds.add(accountId);
    const account = {
      accountId,
      accountType: clean(sale?.type || 'UNKNOWN'),
      accountCancelled: sale?.cancelled === true,
      previousAccountId: sale?.source?.previousAccountId ? clean(sale.source.previousAccountId) : null,
      receiptId: sale?.receiptId ? clean(sale.receiptId) : null,
      timeClosed: instant(sale?.timeClosed),
    };
    if (account.accountCancelled) cancelledAccountIds.push(accountId);
    const rawLines = sale ? (sale.salesLines ?? []) : null;
    if (!Array.isArray(rawLines)) {
      warnings.push(`account ${accountId} is malformed`);
      lines.push(badLine(lines.length, account, 'account_malformed'));
      continue;
    }
    for (const [position, rawLine] of rawLines.entries()) {
      const result = saleLineSchema.safeParse(rawLine);
      if (!result.success) {
        lines.push(badLine(lines.length, account, 'line_malformed', position));
        continue;
      }
      const line = result.data;
      const quantity = decimal(line.quantity, false);
      lines.push({
        ...account,
        seq: lines.length,
        lineId: clean(line.id || `unnamed-line-${position + 1}`),
        parentLineId: line.parentLineId ? clean(line.parentLineId) : null,
        sku: line.sku ? clean(line.sku) : null,
        name: clean(line.nameOverride || line.name || line.sku || 'unnamed'),
        quantity,
        netValue: decimal(line.totalNetAmountWithTax, false),
        voidReason:
          line.voidReason || sale?.voidReason ? clean(line.voidReason || (sale?.voidReason as string)) : null,
        timeOfSale: instant(line.timeOfSale),
        problem: known ? lineProblem(line, quantity) : 'account_without_id',
      });
    }
  }
  const nextStartOfDay = instant(day.nextStartOfDayAsIso8601);
  if (day.readByRange) warnings.push('read_by_range');
  else if (!nextStartOfDay) warnings.push('nextStartOfDayAsIso8601 is missing or malformed');
  return {
    kind: 'sales',
    raw,
    accounts: accountIds.size,
    cancelledAccountIds,
    lines,
    dataComplete: day.dataComplete === true,
    nextStartOfDay,
    warnings,
    reported: () => reportedTotals(raw),
  };
}

type AccountFacts = Pick<
  PosSaleLine,
  'accountId' | 'accountType' | 'accountCancelled' | 'previousAccountId' | 'receiptId' | 'timeClosed'
>;
const badLine = (seq: number, account: AccountFacts, problem: string, position = 0): PosSaleLine => ({
  ...account,
  seq,
  lineId: `unnamed-line-${position + 1}`,
  parentLineId: null,
  sku: null,
  name: 'unnamed',
  quantity: null,
  netValue: null,
  voidReason: null,
  timeOfSale: null,
  problem,
});
