import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { SkuSpan } from '@/lib/core/transfer-plan';

/** An item's present SKU with when it was first listed, since when so, and since when no longer; epoch milliseconds. */
export interface PresentSku {
  id: string;
  sku: string | null;
  created_ms: number;
  sku_since_ms: number | null;
  gone_ms: number | null;
}

interface FormerSku extends Record<string, unknown> {
  item_id: string;
  sku: string;
  since_ms: number | null;
  until_ms: number;
}

/** The SKUs each item of the company bore and bears (R14): gives an item its spans, oldest first. */
export async function loadSkuSpans(
  db: Queryable,
  companyId: string,
): Promise<(item: PresentSku) => SkuSpan[]> {
  const rows = await db.execute<FormerSku>(sql`
    select item_id, sku, (extract(epoch from since) * 1000)::float8 as since_ms,
      (extract(epoch from until) * 1000)::float8 as until_ms
    from lightspeed_former_skus where company_id = ${companyId} order by until`);
  const former = new Map<string, FormerSku[]>();
  for (const row of rows) former.set(row.item_id, [...(former.get(row.item_id) ?? []), row]);
  return (item) => {
    const spans: SkuSpan[] = [];
    // Where nothing says since when, it followed upon the one before.
    let before = item.created_ms;
    for (const { sku, since_ms: since, until_ms: until } of former.get(item.id) ?? []) {
      spans.push({ sku, since: since ?? before, until });
      before = until;
    }
    const since = item.sku_since_ms ?? before;
    if (item.sku !== null) spans.push({ sku: item.sku, since, until: item.gone_ms });
    return spans;
  };
}

/** Columns of `PresentSku` but the id, and `archived_ms`, of `lightspeed_items i`. */
export const skuColumns = sql`i.sku, (extract(epoch from i.sku_since) * 1000)::float8 as sku_since_ms, (extract(epoch from i.created_at) * 1000)::float8 as created_ms,
  (extract(epoch from i.archived_at) * 1000)::float8 as archived_ms, (extract(epoch from i.gone_at) * 1000)::float8 as gone_ms`;
