import type { z } from 'zod';
import type { Transaction } from '@/db/client';
import { lockLedger } from '@/db/locks';
import { insertIngredient } from '@/db/queries/ingredients';
import { listCurrentMappings } from '@/db/queries/mappings';
import { type TakenItems, takeItemsInput } from '@/lib/contracts/take-items';
import { DomainError } from '@/lib/core/domain-error';
import { nameKey } from '@/lib/core/imports/name-key';
import type { BaseUnit } from '@/lib/core/units';
import { onViolation } from '@/lib/errors/violations';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import { currentDay } from '../company/current-day';
import type { ServiceContext } from '../context';
import { loadIngredientIndex } from '../item/load-ingredient-index';
import { lookAtMade } from './look-at-change';

/**
 * Items become ingredients with their mappings in one act, whole or not at all (R13). Where an active
 * ingredient of that name is there, it is used; items of one name share one. They count for all days where no
 * booked day would change, else from today on; `past` is what booking them would change. Throws name_taken
 * (two ingredients bear the name) | unit_mismatch | not_found, with the item's id.
 */
export async function takeItems(
  ctx: ServiceContext,
  raw: z.input<typeof takeItemsInput>,
): Promise<TakenItems> {
  const companyId = await requireThing(ctx, 'integration', raw, 'manage');
  const { items } = takeItemsInput.parse(raw);
  let targets: ReadonlyMap<string, Target> = new Map();
  const make = (effective_from: string | null) => async (tx: Transaction) => {
    // Before the rows, as everywhere.
    await lockLedger(tx, companyId, 'use');
    targets = await makeIngredients(tx, ctx, companyId, items);
    const mappings = items.map(({ item_id, quantity, unit }) => ({
      item_id,
      mapped_object_type: 'ingredient' as const,
      mapped_object_id: targets.get(item_id)?.id ?? '',
      quantity,
      unit,
      is_subtraction: false,
    }));
    const change = { kind: 'mappings' as const, mappings, effective_from };
    return { company_id: companyId, change, if_locked: 'first_open_day' as const };
  };
  try {
    const all = await lookAtMade(ctx, companyId, make(null), ({ days_changed }) => days_changed === 0);
    if (!all.isSaved) await lookAtMade(ctx, companyId, make(await currentDay(ctx, companyId)), () => true);
    const { days_changed, value_change } = all.preview;
    return {
      ...(await told(ctx, companyId, targets)),
      past: all.isSaved ? null : { days_changed, value_change },
    };
  } catch (error) {
    return onViolation(error, { ingredients_name_key: 'name_taken' });
  }
}

async function told(
  ctx: ServiceContext,
  companyId: string,
  targets: ReadonlyMap<string, Target>,
): Promise<Omit<TakenItems, 'past'>> {
  const mappings = await listCurrentMappings(ctx.db, companyId, [...targets.keys()]);
  const made = [...targets.values()].flatMap((one) => (one.isNew ? [one.id] : []));
  return {
    created: new Set(made).size,
    items: [...targets].map(([item_id, { id, name, baseUnit }]) => ({
      item_id,
      ingredient_id: id,
      ingredient_name: name,
      base_unit: baseUnit,
      version: mappings.get(item_id)?.version ?? 0,
    })),
  };
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
        minimumQuantity: null,
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
