import type { Queryable } from '@/db/client';
import {
  type ExplainedRow,
  listExplained,
  listSourceLines,
  listWalkedLines,
  type SourceLine,
  type WalkedLine,
} from '@/db/queries/explanations';
import type { ExplainedSale } from '@/lib/contracts/explanations';
import { grossText } from '@/lib/core/gross';
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

/**
 * Why entries of POS usage are what they are, by entry id; entries by hand are not in it. The company is
 * checked by the caller.
 */
export async function explainEntries(
  db: Queryable,
  companyId: string,
  entryIds: readonly string[],
): Promise<Map<string, ExplainedSale>> {
  const rows = await listExplained(db, companyId, entryIds);
  const lines = groupBy(
    await listSourceLines(
      db,
      companyId,
      rows.map((row) => row.postingId),
    ),
    (line) => line.postingId,
  );
  const versionIds = [...new Set(rows.flatMap((row) => row.recipeVersionIds ?? []))];
  const walked = groupBy(await listWalkedLines(db, companyId, versionIds), (line) => line.recipeVersionId);
  return new Map(rows.map((row) => [row.entryId, explain(row, lines.get(row.postingId) ?? [], walked)]));
}

function explain(
  row: ExplainedRow,
  lines: readonly SourceLine[],
  walked: ReadonlyMap<string, readonly WalkedLine[]>,
): ExplainedSale {
  const sold = lines.reduce((sum, line) => add(sum, exact(line.quantity)), ZERO);
  const posted = multiply(sold, fromFraction(row.usagePerItem));
  const { mappedRecipeId: recipeId, mappedIngredientId: ingredientId } = row;
  return {
    is_reversal: row.isReversal,
    snapshot: {
      id: row.snapshotId,
      version: row.snapshotVersion,
      content_hash: row.contentHash,
      fetched_at: row.fetchedAt,
    },
    lines: lines.map((line) => ({
      seq: line.seq,
      account_id: line.accountId,
      account_type: line.accountType,
      receipt_id: line.receiptId,
      line_id: line.lineId,
      sku: line.sku,
      name: line.name,
      quantity: canonical(line.quantity),
      net_value: line.netValue === null ? null : canonical(line.netValue),
      void_reason: line.voidReason,
      sold_at: line.soldAt,
    })),
    item: { id: row.itemId, lightspeed_id: row.lightspeedId, sku: row.itemSku, name: row.itemName },
    mapping: {
      version_id: row.mappingVersionId,
      version: row.mappingVersion,
      effective_from: row.mappingEffectiveFrom,
      created_at: row.mappingCreatedAt,
      mapped_object_type: recipeId === null ? 'ingredient' : 'recipe',
      mapped_object_id: recipeId ?? ingredientId ?? '',
      mapped_object_name: row.mappedName,
      quantity: row.mappingQuantity,
      unit: row.mappingUnit,
      is_subtraction: row.isSubtraction,
    },
    recipes: recipeId === null ? [] : pathsTo(row, recipeId, walked),
    ingredient: { id: row.ingredientId, name: row.ingredientName, base_unit: row.baseUnit },
    sold_quantity: roundHalfEven(sold),
    usage_per_item: row.usagePerItem,
    exact_quantity: toFraction(row.isReversal ? negate(posted) : posted),
    cost: {
      receipts: row.receipts,
      received_quantity: row.receivedQuantity,
      received_value: row.receivedValue,
      source: exact(row.receivedQuantity).n > 0n ? 'receipts' : (row.fallbackSource ?? 'unknown'),
      fallback_cost: row.fallbackCost,
      fallback_receipt_day: row.fallbackReceiptDay,
      unit_cost: row.unitCost,
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
  for (const versionId of row.recipeVersionIds ?? []) {
    const lines = walked.get(versionId) ?? [];
    if (lines[0]) ofRecipe.set(lines[0].recipeId, lines);
  }
  const known = new Map<string, WalkedLine[]>();
  const leading = (recipeId: string): WalkedLine[] => {
    const done = known.get(recipeId);
    if (done) return done;
    const lines = (ofRecipe.get(recipeId) ?? []).filter(
      (line) =>
        line.ingredientId === row.ingredientId ||
        (line.subRecipeId !== null && leading(line.subRecipeId).length > 0),
    );
    known.set(recipeId, lines);
    return lines;
  };
  // The deepest level a recipe is met on: below everything that uses it.
  const levels = new Map<string, number>();
  const descend = (recipeId: string, level: number) => {
    if ((levels.get(recipeId) ?? -1) >= level) return;
    levels.set(recipeId, level);
    for (const line of leading(recipeId)) if (line.subRecipeId) descend(line.subRecipeId, level + 1);
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
          recipe_version_id: first.recipeVersionId,
          name: first.recipeName,
          version: first.version,
          effective_from: first.effectiveFrom,
          lines: lines.map((line) => ({
            position: line.position,
            ingredient_id: line.ingredientId,
            sub_recipe_id: line.subRecipeId,
            name: line.name,
            quantity: line.quantity,
            unit: line.unit,
            trim_percent: line.trimPercent,
            gross_quantity: grossText(line.quantity, line.trimPercent),
          })),
        },
      ];
    });
}
