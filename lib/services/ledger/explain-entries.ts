import type { Queryable } from '@/db/client';
import {
  type ExplainedRow,
  type SourceLine,
  selectExplained,
  selectSourceLines,
  selectWalkedLines,
  type WalkedLine,
} from '@/db/queries/explanations';
import type { ExplainedSale } from '@/lib/contracts/explanations';
import { groupBy } from '@/lib/core/group-by';
import {
  add,
  canonical,
  exact,
  fromFraction,
  multiply,
  negate,
  roundHalfEven,
  toFraction,
  ZERO,
} from '@/lib/core/quantity';
import { grossText } from '@/lib/core/recompute-entry';

/**
 * Why entries of POS usage are what they are, by entry id; entries by hand are not in it. The company is
 * checked by the caller.
 */
export async function explainEntries(
  db: Queryable,
  companyId: string,
  entryIds: readonly string[],
): Promise<Map<string, ExplainedSale>> {
  const rows = await selectExplained(db, companyId, entryIds);
  const lines = groupBy(
    await selectSourceLines(
      db,
      companyId,
      rows.map((row) => row.posting_id),
    ),
    (line) => line.posting_id,
  );
  const versionIds = [...new Set(rows.flatMap((row) => row.recipe_version_ids ?? []))];
  const walked = groupBy(
    await selectWalkedLines(db, companyId, versionIds),
    (line) => line.recipe_version_id,
  );
  return new Map(rows.map((row) => [row.entry_id, explain(row, lines.get(row.posting_id) ?? [], walked)]));
}

function explain(
  row: ExplainedRow,
  lines: readonly SourceLine[],
  walked: ReadonlyMap<string, readonly WalkedLine[]>,
): ExplainedSale {
  const sold = lines.reduce((sum, line) => add(sum, exact(line.quantity)), ZERO);
  const posted = multiply(sold, fromFraction(row.usage_per_item));
  const { mapped_recipe_id: recipeId, mapped_ingredient_id: ingredientId } = row;
  return {
    is_reversal: row.is_reversal,
    snapshot: {
      id: row.snapshot_id,
      version: row.snapshot_version,
      content_hash: row.content_hash,
      fetched_at: row.fetched_at,
    },
    lines: lines.map(({ posting_id: _, ...line }) => ({
      ...line,
      quantity: canonical(line.quantity),
      net_value: line.net_value === null ? null : canonical(line.net_value),
    })),
    item: { id: row.item_id, lightspeed_id: row.lightspeed_id, sku: row.item_sku, name: row.item_name },
    mapping: {
      version_id: row.mapping_version_id,
      version: row.mapping_version,
      effective_from: row.mapping_effective_from,
      created_at: row.mapping_created_at,
      mapped_object_type: recipeId === null ? 'ingredient' : 'recipe',
      mapped_object_id: recipeId ?? ingredientId ?? '',
      mapped_object_name: row.mapped_name,
      quantity: row.mapping_quantity,
      is_subtraction: row.is_subtraction,
    },
    recipes: recipeId === null ? [] : pathsTo(row, recipeId, walked),
    ingredient: { id: row.ingredient_id, name: row.ingredient_name, base_unit: row.base_unit },
    sold_quantity: roundHalfEven(sold),
    usage_per_item: row.usage_per_item,
    exact_quantity: toFraction(row.is_reversal ? negate(posted) : posted),
    cost: {
      receipts: row.receipts,
      received_quantity: row.received_quantity,
      received_value: row.received_value,
      source: exact(row.received_quantity).n > 0n ? 'receipts' : (row.fallback_source ?? 'unknown'),
      fallback_cost: row.fallback_cost,
      fallback_receipt_day: row.fallback_receipt_day,
      unit_cost: row.unit_cost,
    },
  };
}

/**
 * The recipes from the mapped one down to the ingredient, in the versions that were walked, each with the
 * lines that lead there.
 */
function pathsTo(
  row: ExplainedRow,
  topId: string,
  walked: ReadonlyMap<string, readonly WalkedLine[]>,
): ExplainedSale['recipes'] {
  const ofRecipe = new Map<string, readonly WalkedLine[]>();
  for (const versionId of row.recipe_version_ids ?? []) {
    const lines = walked.get(versionId) ?? [];
    if (lines[0]) ofRecipe.set(lines[0].recipe_id, lines);
  }
  const known = new Map<string, WalkedLine[]>();
  const leading = (recipeId: string): WalkedLine[] => {
    const done = known.get(recipeId);
    if (done) return done;
    const lines = (ofRecipe.get(recipeId) ?? []).filter(
      (line) =>
        line.ingredient_id === row.ingredient_id ||
        (line.sub_recipe_id !== null && leading(line.sub_recipe_id).length > 0),
    );
    known.set(recipeId, lines);
    return lines;
  };
  // The deepest level a recipe is met on: below everything that uses it.
  const levels = new Map<string, number>();
  const descend = (recipeId: string, level: number) => {
    if ((levels.get(recipeId) ?? -1) >= level) return;
    levels.set(recipeId, level);
    for (const line of leading(recipeId)) if (line.sub_recipe_id) descend(line.sub_recipe_id, level + 1);
  };
  descend(topId, 0);
  return [...levels]
    .sort((a, b) => a[1] - b[1])
    .flatMap(([recipeId, level]) => {
      const lines = leading(recipeId);
      const [first] = lines;
      if (!first) return [];
      return [
        {
          level,
          recipe_id: recipeId,
          recipe_version_id: first.recipe_version_id,
          name: first.recipe_name,
          version: first.version,
          effective_from: first.effective_from,
          lines: lines.map((line) => ({
            position: line.position,
            ingredient_id: line.ingredient_id,
            sub_recipe_id: line.sub_recipe_id,
            name: line.name,
            quantity: line.quantity,
            unit: line.unit,
            trim_percent: line.trim_percent,
            gross_quantity: grossText(line.quantity, line.trim_percent),
          })),
        },
      ];
    });
}
