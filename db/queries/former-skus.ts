import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import type { SkuSpan } from '@/lib/core/resolve-item';
import { listRows } from './rows';

/**
 * An item's present SKU with when it was first listed, since when so, and since when no longer; epoch
 * milliseconds.
 */
export interface PresentSku {
  id: string;
  sku: string | null;
  createdAt: number;
  skuSince: number | null;
  goneAt: number | null;
}

interface FormerSku {
  itemId: string;
  sku: string;
  since: number | null;
  until: number;
}

/** The SKUs each item of the company bore and bears (R14): gives an item its spans, oldest first. */
export async function listSkuSpans(
  db: Queryable,
  companyId: string,
): Promise<(item: PresentSku) => SkuSpan[]> {
  const rows = await listRows<FormerSku>(
    db,
    sql`
    select item_id, sku, (extract(epoch from f.since) * 1000)::float8 as since,
      (extract(epoch from f.until) * 1000)::float8 as until
    from lightspeed_former_skus f where company_id = ${companyId} order by f.until`,
  );
  const former = new Map<string, FormerSku[]>();
  for (const row of rows) former.set(row.itemId, [...(former.get(row.itemId) ?? []), row]);
  return (item) => {
    const spans: SkuSpan[] = [];
    // Where nothing says since when, it followed upon the one before.
    let before = item.createdAt;
    for (const { sku, since, until } of former.get(item.id) ?? []) {
      spans.push({ sku, since: since ?? before, until });
      before = until;
    }
    const since = item.skuSince ?? before;
    if (item.sku !== null) spans.push({ sku: item.sku, since, until: item.goneAt });
    return spans;
  };
}

/** Columns of `PresentSku` but the id, and `archivedAt`, of `lightspeed_items i`. */
export const skuColumns = sql`i.sku, (extract(epoch from i.sku_since) * 1000)::float8 as sku_since,
  (extract(epoch from i.created_at) * 1000)::float8 as created_at, (extract(epoch from i.archived_at) * 1000)::float8 as archived_at,
  (extract(epoch from i.gone_at) * 1000)::float8 as gone_at`;
