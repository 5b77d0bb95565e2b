import type { z } from 'zod';
import type { Transaction } from '@/db/client';
import { insertIngredient } from '@/db/queries/ingredients';
import { listCurrentMappings } from '@/db/queries/mappings';
import { type TakenItems, takeItemsInput } from '@/lib/contracts/take-items';
import { DomainError } from '@/lib/core/domain-error';
import { nameKey } from '@/lib/core/imports/name-key';
import type { BaseUnit } from '@/lib/core/units';
import { onViolation } from '@/lib/errors/violations';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { loadIngredientIndex } from './load-ingredient-index';
import { writeMappings } from './write-mappings';

/**
 * Items become ingredients with their mappings in one act, whole or not at all (R13). Where an active
 * ingredient of that name is there, it is used; items of one name share one. What is booked already changes
 * when a person says so (R32). Throws name_taken (two ingredients bear the name) | unit_mismatch | not_found,
 * with the item's id.
 */
export async function takeItems(
  ctx: ServiceContext,
  raw: z.input<typeof takeItemsInput>,
): Promise<TakenItems> {
  const companyId = await requireThing(ctx, 'integration', raw, 'manage');
  const { items, effective_from } = takeItemsInput.parse(raw);
  try {
    return await ctx.db.transaction(async (tx) => {
      const targets = await makeIngredients(tx, ctx, companyId, items);
      const choices = items.map(({ item_id, quantity, unit }) => ({
        item_id,
        mapped_object_type: 'ingredient' as const,
        mapped_object_id: targets.get(item_id)?.id ?? '',
        quantity,
        unit,
        is_subtraction: false,
      }));
      const written = await writeMappings(tx, ctx, companyId, choices, effective_from);
      const mappings = await listCurrentMappings(tx, companyId, [...targets.keys()]);
      const all = [...targets.values()];
      return {
        created: new Set(all.flatMap((one) => (one.isNew ? [one.id] : []))).size,
        written,
        items: [...targets].map(([item_id, { id, name, baseUnit }]) => ({
          item_id,
          ingredient_id: id,
          ingredient_name: name,
          base_unit: baseUnit,
          version: mappings.get(item_id)?.version ?? 0,
        })),
      };
    });
  } catch (error) {
    return onViolation(error, { ingredients_name_key: 'name_taken' });
  }
}

type Target = { id: string; name: string; baseUnit: BaseUnit; isNew: boolean };

/**
 * The ingredient of each item, in their order, made where there is none of that name. They are made by name,
 * so that of two acts at once one waits for the other.
 */
async function makeIngredients(
  tx: Transaction,
  ctx: ServiceContext,
  companyId: string,
  items: z.output<typeof takeItemsInput>['items'],
): Promise<Map<string, Target>> {
  const index = await loadIngredientIndex(tx, companyId);
  const made = new Set<string>();
  const targets = new Map<string, Target>();
  const byName = items.toSorted((a, b) => (nameKey(a.name) < nameKey(b.name) ? -1 : 1));
  for (const { item_id, name, base_unit } of byName) {
    let found = index.find(name);
    if (found === 'ambiguous')
      throw new DomainError('name_taken', 'several ingredients bear the name', { item_id, name });
    if (found === undefined) {
      found = await insertIngredient(tx, {
        companyId,
        name,
        baseUnit: base_unit,
        allergens: [],
        standardCost: null,
        isActive: true,
      });
      index.add(found);
      made.add(found.id);
      await writeAudit(tx, ctx, {
        companyId,
        action: 'ingredient.create',
        subjectType: 'ingredient',
        subjectId: found.id,
        details: { name: found.name, base_unit: found.baseUnit, item_id },
      });
    }
    targets.set(item_id, { ...found, isNew: made.has(found.id) });
  }
  return targets;
}
