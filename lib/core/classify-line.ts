import type { Identities } from './item-names/identities';
import type { Usage } from './item-usage';
import { exact, isBeyond, isDecimal } from './quantity';
import { reasonKey } from './reason-key';
import type { PlanItem, PlanMapping } from './resolve-item';
import { lineKey, type PlanLine } from './sale-line';

/** Where a line of a day ends: in one of them, and each is accounted for (R26). */
export const BUCKETS = ['deducted', 'ignored', 'unmapped', 'held', 'no_goods', 'failed'] as const;
export type PlanBucket = (typeof BUCKETS)[number];

export interface Classification {
  bucket: PlanBucket;
  /** Why; null of lines that are deducted or ignored. */
  reason: string | null;
  item: PlanItem | null;
  /** False where the line went where it did whatever item bears its SKU. */
  isByItem: boolean;
  /** Whether it was sold under a name that the item's mapping was not made for (R38). */
  isOtherName?: boolean;
}

/** What lines of a day are classified by. */
export interface ClassificationRules {
  itemBySku: ReadonlyMap<string, PlanItem>;
  soldAs: Identities;
  /** Whether what is sold under another name waits, or is deducted (R38). */
  holdsNames: boolean;
  usageOf: (mapping: PlanMapping) => Usage;
  cancelledAccountIds: ReadonlySet<string>;
  /** Accounts that take a cancelled one back. */
  reversals: ReadonlySet<string>;
  /** `lineKey` of lines that an earlier day's answer brought already. */
  countedEarlier: ReadonlySet<string>;
  /** `reasonKey` of void and refund reasons whose goods are gone (R16). */
  wasteReasons: ReadonlySet<string>;
}

const MOVES_NO_GOODS: ReadonlySet<string> = new Set(['FLOAT', 'TRANSITORY']);

/**
 * Units on one line beyond which they are a mistake: the entry would pass the 18 digits of its column and
 * stop the day (R21).
 */
const MAX_LINE_QUANTITY = exact('1000000');

/** The first row that fits decides, in the order of the table in README.md (R15–R17, R21). */
export function classifyLine(line: PlanLine, rules: ClassificationRules): Classification {
  const bearer = line.sku === null ? null : (rules.itemBySku.get(line.sku) ?? null);
  const { item, isOtherName } = rules.soldAs(bearer, line.soldName);
  const byLine = (bucket: PlanBucket, reason: string): Classification => ({
    bucket,
    reason,
    item,
    isByItem: false,
  });
  const byItem = (bucket: PlanBucket, reason: string | null = null): Classification =>
    isOtherName
      ? { bucket, reason, item, isByItem: true, isOtherName }
      : { bucket, reason, item, isByItem: true };

  // R15: what the account is decides first, so that a malformed line in it needs no one's attention.
  if (MOVES_NO_GOODS.has(line.accountType)) {
    return byLine('no_goods', `account_${line.accountType.toLowerCase()}`);
  }
  if (rules.cancelledAccountIds.has(line.accountId)) return byLine('no_goods', 'account_cancelled');
  if (rules.reversals.has(line.accountId)) return byLine('no_goods', 'cancels_cancelled_account');
  if (rules.countedEarlier.has(lineKey(line.accountId, line.lineId))) {
    return byLine('no_goods', 'counted_on_earlier_day');
  }
  if (line.problem !== null) return byLine('failed', line.problem);
  if (line.quantity === null || !isDecimal(line.quantity)) return byLine('failed', 'quantity_not_a_number');
  if (isBeyond(exact(line.quantity), MAX_LINE_QUANTITY)) return byLine('failed', 'quantity_out_of_range');
  const isNegative = line.quantity.startsWith('-');
  if (isNegative && line.voidReason !== null && rules.wasteReasons.has(reasonKey(line.voidReason))) {
    return { ...byLine('no_goods', 'waste'), ...(isOtherName && { isOtherName }) };
  }
  if (line.sku === null) return byLine('unmapped', 'no_sku');
  if (item === null) return byLine('unmapped', 'unknown_sku');
  if (isOtherName && rules.holdsNames) return byItem('held', 'other_name');
  if (item.mapping === null || item.mapping.state === 'unmapped') return byItem('unmapped', 'no_mapping');
  if (item.mapping.state === 'ignored') return byItem('ignored');
  const usage = rules.usageOf(item.mapping);
  return usage.ok ? byItem('deducted') : byItem('failed', usage.reason);
}
