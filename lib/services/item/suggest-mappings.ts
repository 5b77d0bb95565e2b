import type { z } from 'zod';
import { type ItemListing, listItemRows } from '@/db/queries/items';
import { listSoldWithParts, type SoldWithParts } from '@/db/queries/suggestion-inputs';
import type { Page } from '@/lib/contracts/common';
import { type ItemSuggestions, suggestMappingsInput } from '@/lib/contracts/suggestions';
import { addDays } from '@/lib/core/business-day';
import { isHeaderType } from '@/lib/core/combos';
import { CONFIDENT } from '@/lib/core/suggestions/calibration';
import { costOfSale } from '@/lib/core/suggestions/cost';
import type { KitchenIndex } from '@/lib/core/suggestions/kitchen-index';
import { suggestFor } from '@/lib/core/suggestions/suggest';
import { letOthersIn } from '@/lib/platform/in-turns';
import { requireThing } from '../access';
import { currentDay } from '../company/current-day';
import type { ServiceContext } from '../context';
import { BY_NAME, readPage } from '../pagination';
import { kitchenIndexOf } from './kitchen-indexes';

/** Of sales that tell a combo by its parts. */
const DAYS = 30;

/**
 * What items of an integration could be mapped to, for one page of them by name (R41). Offers only: nothing
 * is written. Works in turns with whatever else the process does.
 */
export async function suggestMappings(
  ctx: ServiceContext,
  raw: z.input<typeof suggestMappingsInput>,
): Promise<Page<ItemSuggestions>> {
  const companyId = await requireThing(ctx, 'integration', raw, 'read');
  const input = suggestMappingsInput.parse(raw);
  const { rows, next_cursor } = await readPage(input, BY_NAME, (page) =>
    listItemRows(ctx.db, companyId, {
      integrationId: input.id,
      state: input.item_ids === undefined ? input.state : undefined,
      ids: input.item_ids,
      search: input.search,
      includeArchived: input.include_archived,
      ...page,
    }),
  );
  if (rows.length === 0) return { data: [], next_cursor };
  const index = await kitchenIndexOf(ctx, companyId);
  const from = addDays(await currentDay(ctx, companyId), -DAYS);
  const ids = rows.map(({ id }) => id);
  const combos = await listSoldWithParts(ctx.db, companyId, ids, from);
  const comboOf = new Map(combos.map((one) => [one.itemId, one]));
  const data: ItemSuggestions[] = [];
  for (const row of rows) {
    await letOthersIn();
    data.push(asCombo(toSuggestions(row, index), row, comboOf.get(row.id)));
  }
  return { data, next_cursor };
}

/** Almost always sold with parts: the header of a combo, without goods of its own (R39). */
function asCombo(
  found: ItemSuggestions,
  { itemType }: ItemListing,
  sold: SoldWithParts | undefined,
): ItemSuggestions {
  if (!sold || sold.linesWithParts * 10 < sold.lines * 9) return found;
  const confidence = isHeaderType(itemType) ? 0.97 : 0.8;
  if (found.verdict === 'ignore' && found.confidence >= confidence) return found;
  return {
    ...found,
    verdict: 'ignore',
    confidence,
    is_confident: confidence >= CONFIDENT,
    reasons: [{ code: 'combo', params: { parts: sold.parts.join(', ') } }],
    create: null,
  };
}

function toSuggestions(row: ItemListing, index: KitchenIndex): ItemSuggestions {
  const { sku, name, price } = row;
  const found = suggestFor({ sku, name, price, group: row.accountingGroup, itemType: row.itemType }, index);
  return {
    item_id: row.id,
    sku,
    name,
    verdict: found.verdict,
    confidence: found.confidence,
    is_confident: found.isConfident,
    reasons: found.reasons,
    suggestions: found.suggestions.map((one) => {
      const { cost, share } = costOfSale(one.target, one, price);
      return {
        mapped_object_type: one.type,
        mapped_object_id: one.id,
        mapped_object_name: one.name,
        quantity: one.quantity,
        unit: one.unit,
        is_subtraction: one.isSubtraction,
        confidence: one.confidence,
        cost,
        cost_share: share,
      };
    }),
    create: found.create && {
      type: found.create.type,
      name: found.create.name,
      base_unit: found.create.unit,
      takes: found.create.takes,
    },
  };
}
