import type { z } from 'zod';
import { listItemRows } from '@/db/queries/items';
import { previewTakeItemsInput, type TakeItemsPreview, type TakenItem } from '@/lib/contracts/take-items';
import { DomainError } from '@/lib/core/domain-error';
import { nameKey } from '@/lib/core/imports/name-key';
import { ONE } from '@/lib/core/quantity';
import { takenAs } from '@/lib/core/suggestions/taken-as';
import { convert } from '@/lib/core/units';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { loadIngredientIndex } from './load-ingredient-index';

/**
 * What taking items into stock would make: an ingredient for each name that has none, and what one sale takes
 * of it. Nothing is written. Throws not_found with the item's id.
 */
export async function previewTakeItems(
  ctx: ServiceContext,
  raw: z.input<typeof previewTakeItemsInput>,
): Promise<TakeItemsPreview> {
  const companyId = await requireThing(ctx, 'integration', raw, 'manage');
  const { id, by, items } = previewTakeItemsInput.parse(raw);
  const rows = await listItemRows(ctx.db, companyId, {
    integrationId: id,
    ids: items.map(({ item_id }) => item_id),
    includeArchived: true,
    limit: items.length,
  });
  const nameOf = new Map(rows.map((row) => [row.id, row.name]));
  const index = await loadIngredientIndex(ctx.db, companyId);
  const made = new Set<string>();
  const taken = items.map((asked): TakenItem => {
    const itemName = nameOf.get(asked.item_id);
    if (itemName === undefined)
      throw new DomainError('not_found', 'no such item', { thing: 'item', item_id: asked.item_id });
    const own = takenAs(itemName, by);
    const name = asked.name ?? own.name;
    const quantity = asked.quantity ?? own.quantity;
    const unit = asked.unit ?? own.unit;
    const found = index.find(name);
    const there = found === 'ambiguous' ? undefined : found;
    if (found === undefined) made.add(nameKey(name));
    const baseUnit = there?.baseUnit ?? own.baseUnit;
    const problem =
      found === 'ambiguous'
        ? 'name_ambiguous'
        : convert(ONE, unit, baseUnit) === null
          ? 'unit_mismatch'
          : quantity === null
            ? 'size_missing'
            : null;
    return {
      item_id: asked.item_id,
      item_name: itemName,
      name: there?.name ?? name,
      base_unit: baseUnit,
      quantity,
      unit,
      ingredient_id: there?.id ?? null,
      problem,
    };
  });
  return { items: taken, creates: made.size };
}
