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
  type Exact,
  exact,
  fromFraction,
  multiply,
  negate,
  ONE,
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
  const isOfBills = row.packagingRuleId !== null && row.packedFor === 'bill';
  const pieces = isOfBills
    ? exact(String(lines.length))
    : lines.reduce((sum, line) => add(sum, exact(line.quantity)), ZERO);
  const sold = row.wasteVersionId === null ? pieces : negate(pieces);
  const parts = partsOf(row, lines);
  const posted = parts.reduce((sum, part) => add(sum, multiply(part.sold, fromFraction(part.usage))), ZERO);
  const recipeId = row.mappedRecipeId;
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
    item:
      row.itemId === null
        ? null
        : {
            id: row.itemId,
            lightspeed_id: row.lightspeedId ?? '',
            sku: row.itemSku,
            name: row.itemName ?? '',
          },
    mapping: mappingOf(row),
    modifier: modifierOf(row),
    packaging: packagingOf(row),
    waste: wasteOf(row),
    parts: row.ruleId !== null || parts.length > 1 ? parts.map(toPart) : [],
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

function targetOf({ mappedRecipeId, mappedIngredientId, mappedName }: ExplainedRow) {
  return {
    mapped_object_type: mappedRecipeId === null ? ('ingredient' as const) : ('recipe' as const),
    mapped_object_id: mappedRecipeId ?? mappedIngredientId ?? '',
    mapped_object_name: mappedName ?? '',
  };
}

const versionOf = (row: ExplainedRow) => ({
  version: row.mappingVersion,
  effective_from: row.mappingEffectiveFrom,
  created_at: row.mappingCreatedAt,
});

function mappingOf(row: ExplainedRow): ExplainedSale['mapping'] {
  if (row.mappingVersionId === null) return null;
  return {
    version_id: row.mappingVersionId,
    ...versionOf(row),
    ...targetOf(row),
    quantity: row.mappingQuantity ?? '0',
    unit: row.mappingUnit,
    is_subtraction: row.isSubtraction,
  };
}

function modifierOf(row: ExplainedRow): ExplainedSale['modifier'] {
  if (row.ruleId === null) return null;
  const none = { mapped_object_type: null, mapped_object_id: null, mapped_object_name: null };
  return {
    rule_id: row.ruleId,
    ...versionOf(row),
    effect: row.effect as NonNullable<ExplainedSale['modifier']>['effect'],
    parent_item_id: row.parentItemId,
    parent_item_name: row.parentItemName,
    said_for: row.saidFor,
    ...(row.mappedName === null ? none : targetOf(row)),
    quantity: row.mappingQuantity,
    unit: row.mappingQuantity === null ? null : row.mappingUnit,
    replaces_ingredient_name: row.replacedName,
    factor: row.factor,
    share: row.share,
  };
}

function packagingOf(row: ExplainedRow): ExplainedSale['packaging'] {
  if (row.packagingRuleId === null) return null;
  return {
    rule_id: row.packagingRuleId,
    ...versionOf(row),
    said_for: row.packedFor,
    accounting_group: row.packedGroup,
    quantity: row.packedQuantity ?? '0',
    unit: row.packedUnit ?? row.baseUnit,
  };
}

function wasteOf(row: ExplainedRow): ExplainedSale['waste'] {
  if (row.wasteVersionId === null) return null;
  return {
    version_id: row.wasteVersionId,
    reason: row.wasteReason ?? '',
    version: row.wasteVersion ?? 1,
    effective_from: row.wasteEffectiveFrom,
    created_at: row.wasteCreatedAt ?? '',
  };
}

interface Part {
  sold: Exact;
  usage: string;
  lines: number[];
}

/** As posted; an entry of which each piece changed the same is one part. */
function partsOf(row: ExplainedRow, lines: readonly SourceLine[]): Part[] {
  // Of waste the lines are voids.
  const piecesOf = (quantity: string) => {
    if (row.packagingRuleId !== null && row.packedFor === 'bill') return ONE;
    return row.wasteVersionId === null ? exact(quantity) : negate(exact(quantity));
  };
  const quantities = new Map(lines.map((line) => [line.seq, piecesOf(line.quantity)]));
  const all = [{ usage: row.usagePerItem ?? '0/1', lines: lines.map(({ seq }) => seq) }];
  return (row.usageParts ?? all).map(({ usage, lines: own }) => ({
    sold: own.reduce((sum, seq) => add(sum, quantities.get(seq) ?? ZERO), ZERO),
    usage,
    lines: own,
  }));
}

const toPart = ({ sold, usage, lines }: Part): ExplainedSale['parts'][number] => ({
  sold_quantity: roundHalfEven(sold),
  usage_per_item: usage,
  lines,
});

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
