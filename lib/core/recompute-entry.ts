import { averageCost } from './costing';
import { add, type Exact, exact, fromFraction, multiply, negate, ONE, roundHalfEven, ZERO } from './quantity';
import { makeExploder, type RecipeSet } from './recipe-explosion';
import { type BaseUnit, convert } from './units';

/**
 * The explanation of an entry of POS usage, in the words of the wire: what the API gives is all there is to
 * compute from (R25).
 */
export interface ExplainedSale {
  is_reversal: boolean;
  ingredient: { id: string; base_unit: BaseUnit };
  lines: readonly { seq?: number; quantity: string }[];
  /** Of waste (R16): the lines are voids, whose pieces went there; left out or null = sold. */
  waste?: unknown;
  /** Null of a modifier; then the parts say it. */
  mapping: {
    mapped_object_type: 'ingredient' | 'recipe';
    mapped_object_id: string;
    quantity: string;
    /** Null = portions of a recipe. */
    unit: BaseUnit | null;
    is_subtraction: boolean;
  } | null;
  /** Of packaging (R40), instead of a mapping: so much for each piece, or for each bill. */
  packaging?: { said_for: string; quantity: string; unit: BaseUnit } | null;
  /** Lines, by `seq`, of which each piece changed the same; left out or empty = all of the entry's (R37). */
  parts?: readonly { usage_per_item: string; lines: readonly number[] }[];
  /** The recipes on the way to the ingredient, each with the lines that lead there. */
  recipes: readonly {
    recipe_id: string;
    recipe_version_id: string;
    lines: readonly {
      position: number;
      ingredient_id: string | null;
      sub_recipe_id: string | null;
      quantity: string;
      unit: BaseUnit | null;
      trim_percent: string;
    }[];
  }[];
  /** `fallback_cost` counts where nothing was received (R23); null = unknown, which counts as 0. */
  cost: { received_quantity: string; received_value: string; fallback_cost: string | null };
}
export interface RecomputedEntry {
  sold: Exact;
  /** Signed change of stock for one sold item, in the ingredient's base unit; null where they differ. */
  perItem: Exact | null;
  /** Before the one rounding (R19). */
  exactQuantity: Exact;
  quantity: string;
  unitCost: string;
  /** Exact: six decimals times six. */
  value: string;
}

/**
 * An entry worked out anew from its explanation alone. Throws RangeError when that does not lead from the
 * item to the ingredient.
 */
export function recomputeEntry(sale: ExplainedSale): RecomputedEntry {
  const pieces =
    sale.packaging?.said_for === 'bill'
      ? exact(String(sale.lines.length))
      : sale.lines.reduce((sum, line) => add(sum, exact(line.quantity)), ZERO);
  const sold = sale.waste ? negate(pieces) : pieces;
  const { perItem, posted } = postedOf(sale, sold);
  const exactQuantity = sale.is_reversal ? negate(posted) : posted;
  const quantity = roundHalfEven(exactQuantity);
  const unitCost = unitCostOf(sale.cost);
  const value = roundHalfEven(multiply(exact(quantity), exact(unitCost)), 12);
  return { sold, perItem, exactQuantity, quantity, unitCost, value };
}

function postedOf(sale: ExplainedSale, sold: Exact): Pick<RecomputedEntry, 'perItem'> & { posted: Exact } {
  const { mapping, parts = [], lines, packaging } = sale;
  if (packaging) {
    const amount = convert(exact(packaging.quantity), packaging.unit, sale.ingredient.base_unit);
    if (amount === null) throw new RangeError('the unit of the packaging does not convert');
    const perItem = negate(amount);
    return { perItem, posted: multiply(sold, perItem) };
  }
  if (parts.length > 0) {
    const quantities = new Map(lines.map(({ seq, quantity }) => [seq, exact(quantity)]));
    const posted = parts.reduce((sum, { usage_per_item, lines: own }) => {
      const pieces = own.reduce((all, seq) => add(all, quantities.get(seq) ?? ZERO), ZERO);
      return add(sum, multiply(pieces, fromFraction(usage_per_item)));
    }, ZERO);
    const [only] = parts;
    return {
      posted: sale.waste ? negate(posted) : posted,
      perItem: only && parts.length === 1 ? fromFraction(only.usage_per_item) : null,
    };
  }
  if (mapping === null) throw new RangeError('neither a mapping nor what pieces changed');
  const size = multiply(exact(mapping.quantity), perUnit(sale, mapping));
  const perItem = mapping.is_subtraction ? size : negate(size);
  return { perItem, posted: multiply(sold, perItem) };
}

function unitCostOf({ received_quantity, received_value, fallback_cost }: ExplainedSale['cost']): string {
  const received = exact(received_quantity);
  return received.n > 0n ? averageCost(received, exact(received_value)) : (fallback_cost ?? '0');
}

/**
 * What one unit of the mapped ingredient, or one portion of the mapped recipe, takes of the entry's
 * ingredient.
 */
function perUnit(
  { ingredient, recipes }: ExplainedSale,
  mapping: NonNullable<ExplainedSale['mapping']>,
): Exact {
  if (mapping.mapped_object_type === 'ingredient') {
    if (mapping.mapped_object_id !== ingredient.id) throw new RangeError('mapped to another ingredient');
    const { base_unit } = ingredient;
    const one = convert(ONE, mapping.unit ?? base_unit, base_unit);
    if (one === null) throw new RangeError('the unit of the mapping does not convert');
    return one;
  }
  const recipeSet: RecipeSet = {
    ingredients: new Map([[ingredient.id, { baseUnit: ingredient.base_unit }]]),
    recipes: new Map(
      recipes.map((recipe) => [
        recipe.recipe_id,
        {
          recipeId: recipe.recipe_id,
          versionId: recipe.recipe_version_id,
          lines: recipe.lines.map((line) => ({
            position: line.position,
            ingredientId: line.ingredient_id,
            subRecipeId: line.sub_recipe_id,
            quantity: line.quantity,
            unit: line.unit,
            trimPercent: line.trim_percent,
          })),
        },
      ]),
    ),
  };
  const explosion = makeExploder(recipeSet)(mapping.mapped_object_id);
  if (!explosion.ok) throw new RangeError(`the recipes do not explode: ${explosion.reason}`);
  const usage = explosion.usage.get(ingredient.id);
  if (!usage) throw new RangeError('the recipes do not lead to the ingredient');
  return usage;
}
