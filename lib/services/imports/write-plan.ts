import type { Transaction } from '@/db/client';
import type { MappingChoice } from '@/lib/contracts/mappings';
import { groupBy } from '@/lib/core/group-by';
import type { AnyPlan } from '@/lib/core/imports/plan-import';
import type { MappingWrite } from '@/lib/core/imports/plan-mappings';
import type { OpeningWrite } from '@/lib/core/imports/plan-opening-stock';
import type { RecipeWrite } from '@/lib/core/imports/plan-recipes';
import type { ServiceContext } from '../context';
import { createIngredient } from '../ingredient/create-ingredient';
import { updateIngredient } from '../ingredient/update-ingredient';
import { writeMappings } from '../item/write-mappings';
import { createLedgerBatch } from '../ledger/create-ledger-batch';
import { createRecipe } from '../recipe/create-recipe';
import { updateRecipe } from '../recipe/update-recipe';
import { createStorageUnit } from '../storage-unit/create-storage-unit';
import { updateStorageUnit } from '../storage-unit/update-storage-unit';

/** Lines of one batch of counts. */
const BATCH = 500;

/**
 * Writes a plan by the services of what it changes, each with its own rules and audit row, in the transaction
 * `tx`, on which `ctx.db` stands too. Throws what they throw.
 */
export async function writePlan(
  ctx: ServiceContext,
  tx: Transaction,
  companyId: string,
  plan: AnyPlan,
): Promise<void> {
  const company_id = companyId;
  switch (plan.kind) {
    case 'ingredients':
      for (const { id, name, base_unit, ...rest } of plan.writes) {
        if (id !== null) await updateIngredient(ctx, { id, company_id, base_unit, ...rest });
        else if (base_unit) await createIngredient(ctx, { company_id, name, base_unit, ...rest });
      }
      return;
    case 'storage_units':
      for (const { id, name, address } of plan.writes) {
        if (id === null) await createStorageUnit(ctx, { company_id, name, address });
        else await updateStorageUnit(ctx, { id, company_id, address });
      }
      return;
    case 'recipes':
      return writeRecipes(ctx, companyId, plan.writes);
    case 'opening_stock':
      return writeOpeningStock(ctx, companyId, plan.writes);
    case 'mappings':
      return importMappings(ctx, tx, companyId, plan.writes);
  }
}

/** In one act for each day they begin on. */
async function importMappings(
  ctx: ServiceContext,
  tx: Transaction,
  companyId: string,
  writes: readonly MappingWrite[],
): Promise<void> {
  for (const own of groupBy(writes, (write) => write.effective_from ?? '').values()) {
    await writeMappings(tx, ctx, companyId, own.map(toChoice), own[0]?.effective_from ?? null);
  }
}

function toChoice({
  effective_from: _,
  state,
  mapped_object_type,
  mapped_object_id,
  ...rest
}: MappingWrite): MappingChoice {
  const { item_id } = rest;
  if (state !== 'mapped' || !mapped_object_type || !mapped_object_id)
    return { item_id, ignored: state === 'ignored' };
  return { ...rest, mapped_object_type, mapped_object_id };
}

/** Parts come first, so that what uses them finds their ids. */
async function writeRecipes(
  ctx: ServiceContext,
  company_id: string,
  writes: readonly RecipeWrite[],
): Promise<void> {
  const made = new Map<string, string>();
  for (const { id, key, name, lines: own } of writes) {
    const lines = own.map(({ sub_recipe, ...line }) => ({
      ...line,
      sub_recipe_id: sub_recipe === null ? null : (made.get(sub_recipe) ?? sub_recipe),
    }));
    if (id !== null) await updateRecipe(ctx, { id, company_id, lines });
    else made.set(key, (await createRecipe(ctx, { company_id, name, lines })).id);
  }
}

/** Costs before the counts that they value. */
async function writeOpeningStock(
  ctx: ServiceContext,
  company_id: string,
  writes: readonly OpeningWrite[],
): Promise<void> {
  for (const { ingredient_id: id, standard_cost } of writes)
    if (standard_cost !== null) await updateIngredient(ctx, { id, company_id, standard_cost });
  const counted = writes.flatMap(({ counted_quantity, ...write }) =>
    counted_quantity === null ? [] : [{ ...write, counted_quantity }],
  );
  const sheets = groupBy(counted, (one) => `${one.storage_unit_id} ${one.date} ${one.counted_at}`);
  for (const sheet of sheets.values()) {
    for (let at = 0; at < sheet.length; at += BATCH) {
      const lines = sheet.slice(at, at + BATCH);
      const { storage_unit_id, date, counted_at } = lines[0] as (typeof lines)[number];
      await createLedgerBatch(ctx, {
        company_id,
        type: 'ADJUSTMENT',
        storage_unit_id,
        date,
        counted_at,
        lines: lines.map(({ ingredient_id, counted_quantity }) => ({ ingredient_id, counted_quantity })),
      });
    }
  }
}
