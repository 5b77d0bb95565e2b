import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bill, saleOf } from '@/testing/fixtures/drawn-bills';
import { carte, HELD, kitchen } from '@/testing/fixtures/modifiers';
import { type BillLine, Long, type Rule, type SoldThing } from '@/testing/reference/bill-dishes';
import { billTruth } from '@/testing/reference/modified-sales';
import type { ReferenceRecipe } from '@/testing/reference/recipe-usage';
import { planTransfer } from '../plan-transfer';
import type { PlanItem } from '../resolve-item';
import type { PlanLine } from '../sale-line';
import type { ModifierRule } from './rule';

const unitOf = (ingredient: string | null, unit: string | null | undefined) =>
  ingredient !== null && unit
    ? { unit: { given: unit, base: kitchen.ingredients.get(ingredient)?.baseUnit ?? '' } }
    : {};
const given = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };

const ruleOf = (rule: ModifierRule): Rule => ({
  effect: rule.effect,
  ...given({
    parentItem: rule.parentItemId,
    parentGroup: rule.parentAccountingGroup,
    ingredient: rule.ingredientId,
    recipe: rule.recipeId,
    replaces: rule.replacesIngredientId,
    quantity: rule.quantity,
    factor: rule.factor,
    share: rule.share,
  }),
  ...unitOf(rule.ingredientId, rule.unit),
});
const thingOf = ({ id, itemType, accountingGroup, mapping, modifierRules = [] }: PlanItem): SoldThing => ({
  id,
  ...given({ type: itemType ?? null, group: accountingGroup ?? null }),
  ...(mapping?.state === 'mapped' && {
    mapping: {
      ...given({ ingredient: mapping.ingredientId, recipe: mapping.recipeId }),
      quantity: mapping.quantity ?? '1',
      isSubtraction: mapping.isSubtraction,
    },
  }),
  isIgnored: mapping?.state === 'ignored',
  rules: modifierRules.map(ruleOf),
});
const things = new Map(carte.map((item) => [item.id, thingOf(item)]));
const recipes = new Map<string, ReferenceRecipe>(
  [...kitchen.recipes].map(([id, { lines }]) => [
    id,
    {
      id,
      lines: lines.map((line) => ({
        ingredient_id: line.ingredientId,
        sub_recipe_id: line.subRecipeId,
        base_unit: kitchen.ingredients.get(line.ingredientId ?? '')?.baseUnit ?? null,
        quantity: line.quantity,
        unit: line.unit,
        trim_percent: line.trimPercent,
      })),
    },
  ]),
);
const baseUnits = new Map([...kitchen.ingredients].map(([id, { baseUnit }]) => [id, baseUnit]));

const isGone = ({ voidReason, quantity }: PlanLine) => voidReason === 'Burnt' && quantity?.startsWith('-');
const asBillLine = (line: PlanLine): BillLine => ({
  id: line.lineId,
  ...given({ parent: line.parentLineId }),
  thing: things.get(line.sku ?? ''),
  quantity: new Long(line.quantity ?? '0'),
  isVoid: line.voidReason !== null,
  state: isGone(line) ? 'gone' : HELD.has(line.sku ?? '') ? 'held' : 'sold',
});

/** What a bill leaves in the ledger and where its lines go, by the reference. */
function expected(lines: readonly PlanLine[]) {
  const asked = lines.map(asBillLine);
  const truth = billTruth(asked, { recipes, baseUnits });
  const sums = new Map<string, Decimal>();
  for (const one of asked) {
    const does = truth.get(one);
    if (does?.bucket !== 'deducted') continue;
    for (const [id, amount] of does.goods) {
      const key = `${one.thing?.id} under ${does.under ?? '-'}: ${id}`;
      sums.set(key, (sums.get(key) ?? new Long(0)).minus(amount));
    }
  }
  // A third and two thirds are one: not what 400 digits make of them.
  const rounded = ([key, sum]: [string, Decimal]) =>
    `${key} ${sum.toDecimalPlaces(60).toDecimalPlaces(6, Decimal.ROUND_HALF_EVEN).toFixed()}`;
  return {
    entries: [...sums]
      .map(rounded)
      .filter((text) => !/ -?0$/.test(text))
      .sort(),
    lines: asked.map((one) => {
      const { bucket, warning } = truth.get(one) ?? {};
      return `${bucket} ${warning ?? ''}`;
    }),
  };
}

function planned(lines: readonly PlanLine[]) {
  const { entries, outcomes } = planTransfer({
    businessId: 'b',
    locationId: 'loc',
    dayEnd: 1,
    accounts: 1,
    lines,
    cancelledAccountIds: new Set(),
    items: carte,
    recipeSet: kitchen,
    wasteReasons: new Set(['burnt']),
  });
  return {
    entries: entries
      .map(
        ({ itemId, parentItemId, ingredientId, quantity }) =>
          `${itemId} under ${parentItemId ?? '-'}: ${ingredientId} ${quantity}`,
      )
      .sort(),
    // Headers of combos go with their parts (R39), of which the reference knows nothing.
    lines: outcomes.map(
      ({ bucket, reason, warning }) => `${reason === 'by_its_parts' ? 'unmapped' : bucket} ${warning ?? ''}`,
    ),
  };
}

it('a bill is what a second computation of it says (R37)', () => {
  fc.assert(
    fc.property(
      fc.array(saleOf('any'), { maxLength: 3 }),
      fc.array(fc.nat(60), { maxLength: 3 }),
      (sales, burnt) => {
        const lines = bill(sales).map((line, at) =>
          burnt.includes(at) ? { ...line, voidReason: 'Burnt' } : line,
        );
        expect(planned(lines)).toEqual(expected(lines));
      },
    ),
    { numRuns: 400 },
  );
});
