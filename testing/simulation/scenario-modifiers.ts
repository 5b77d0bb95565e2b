import type { z } from 'zod';
import type { saveModifierRulesInput } from '@/lib/contracts/modifiers';
import { diceOf } from '@/lib/lightspeed/simulator/random';
import { saveModifierRules } from '@/lib/services/modifier/save-modifier-rules';
import type { Rule } from '@/testing/reference/bill-dishes';
import { INGREDIENTS, type IngredientName } from './menu';
import type { Scenario } from './scenario';
import { listAllItems } from './scenario-mappings';

type WireRule = z.input<typeof saveModifierRulesInput>['rules'][number];
/** SKUs that hang on others in the scenarios; each may be said anything of. */
const MODIFIERS = ['910', '912', '26', '542'] as const;
const TAKEN: readonly IngredientName[] = ['beef', 'bun', 'mayo', 'bacon', 'cheese'];

/**
 * Says of an item what it does as a modifier, to the product and to the oracle (R37). By dice of its own, so
 * that lives of before stay the same but for this.
 */
export async function sayModifiers(run: Scenario, when: string, howMany: number): Promise<void> {
  const dice = diceOf(`modifiers ${run.seed} ${when}`);
  const items = (await listAllItems(run)).filter(({ sku }) => MODIFIERS.some((one) => one === sku));
  const parent = (await listAllItems(run)).find(({ sku }) => sku === '52');
  for (let left = howMany; left > 0 && items.length > 0; left--) {
    const item = dice.pick(items);
    const said = Array.from({ length: dice.below(3) + (when === 'first' ? 1 : 0) }, () => anyRule(run, dice));
    const where: Pick<WireRule, 'parent_item_id' | 'parent_accounting_group'>[] = [
      {},
      { parent_accounting_group: 'All' },
      ...(parent && parent.id !== item.id ? [{ parent_item_id: parent.id }] : []),
    ];
    const places = where.toSorted(() => dice.fraction() - 0.5).slice(0, said.length);
    const rules = places.map((place, at) => ({ ...place, ...(said[at] as Said).wire }));
    await saveModifierRules(run.ctx, { id: item.id, rules });
    const forOracle = places.map(
      (place, at): Rule => ({
        ...(said[at] as Said).rule,
        ...(place.parent_item_id && parent && { parentItem: parent.lightspeed_id }),
        ...(place.parent_accounting_group && { parentGroup: place.parent_accounting_group }),
      }),
    );
    const known = run.mappings.get(item.lightspeed_id);
    run.mappings.set(item.lightspeed_id, { ...(known ?? { state: 'unmapped' }), rules: forOracle });
    for (const { effect } of rules) run.count(`modifier ${effect}`);
  }
}

interface Said {
  wire: WireRule;
  rule: Rule;
}

function anyRule(run: Scenario, dice: ReturnType<typeof diceOf>): Said {
  const effect = dice.pick([
    'adds',
    'adds_back',
    'removes',
    'removes',
    'replaces',
    'scales',
    'stands_for',
    'nothing',
  ] as const);
  const name = dice.pick(TAKEN);
  const ingredient = run.menu.ingredients[name];
  const isRecipe = dice.chance(0.3) && effect !== 'replaces';
  const recipe = run.menu.recipes[dice.pick(['sauce', 'burger'])] as string;
  const target = isRecipe
    ? { wire: { mapped_object_type: 'recipe' as const, mapped_object_id: recipe }, rule: { recipe } }
    : {
        wire: { mapped_object_type: 'ingredient' as const, mapped_object_id: ingredient },
        rule: { ingredient },
      };
  const amount = `0.${1 + dice.below(9)}${dice.below(10)}3`;
  switch (effect) {
    case 'adds':
    case 'adds_back':
    case 'stands_for': {
      const isInGrams = !isRecipe && INGREDIENTS[name] === 'kg' && dice.chance(0.5);
      const unit = isInGrams ? { given: 'g', base: 'kg' } : undefined;
      return {
        wire: { effect, ...target.wire, quantity: amount, ...(isInGrams && { unit: 'g' as const }) },
        rule: { effect, ...target.rule, quantity: amount, ...(unit && { unit }) },
      };
    }
    case 'removes': {
      const share = dice.chance(0.5) ? '1' : amount;
      return { wire: { effect, ...target.wire, share }, rule: { effect, ...target.rule, share } };
    }
    case 'replaces': {
      const replaces = run.menu.ingredients[dice.pick(TAKEN)];
      return {
        wire: { effect, ...target.wire, replaces_ingredient_id: replaces, factor: amount },
        rule: { effect, ...target.rule, replaces, factor: amount },
      };
    }
    case 'scales': {
      const factor = dice.pick(['0', '0.5', '1.3', '2']);
      return { wire: { effect, factor }, rule: { effect, factor } };
    }
    case 'nothing':
      return { wire: { effect }, rule: { effect } };
  }
}
