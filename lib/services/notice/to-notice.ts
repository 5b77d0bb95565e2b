import type { NoticeRow } from '@/db/queries/notices';
import type { Notice } from '@/lib/contracts/notices';
import type { NoticeKind } from '@/lib/core/notice-kinds';

export const toNotice = (row: NoticeRow): Notice => ({
  id: row.id,
  kind: row.kind as NoticeKind,
  facts: row.facts,
  amount: row.amount,
  href: hrefOf(row.kind as NoticeKind, row.facts),
  found_at: row.foundAt.toISOString(),
});

/** The very thing, not a list that has it somewhere. */
function hrefOf(kind: NoticeKind, facts: Record<string, unknown>): string {
  const { location_id, log_id, storage_unit_id, entry_id, webhook_id, ingredient_id } = facts;
  switch (kind) {
    case 'consent_needed':
      return '/integrations/lightspeed';
    case 'night_failed':
    case 'night_incomplete':
      return log_id
        ? `/integrations/lightspeed/transfers/${log_id}`
        : `/integrations/lightspeed/locations/${location_id}`;
    case 'location_paused':
      return `/integrations/lightspeed/locations/${location_id}`;
    case 'names_held':
      return '/integrations/lightspeed/items?segment=held';
    case 'unmapped_share':
      return '/integrations/lightspeed/items?state=unmapped';
    case 'price_moved':
      return `/inventory/ledger/${entry_id}`;
    case 'stock_below_zero':
      return `/inventory/stock?storage_unit=${storage_unit_id}`;
    case 'stock_below_minimum':
      return `/inventory/ingredients/${ingredient_id}`;
    case 'webhook_off':
      return `/settings/webhooks/${webhook_id}`;
    case 'count_overdue':
      return `/inventory/counts/new?storage_unit=${storage_unit_id}`;
    case 'new_sign_in':
      return '/settings#devices';
  }
}
