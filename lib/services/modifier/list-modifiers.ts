import type { z } from 'zod';
import { listNamedItems, listPairSales, listSaidRules, type NamedItem } from '@/db/queries/modifier-sales';
import { listCurrentLines } from '@/db/queries/recipes';
import { listMappingTargets } from '@/db/queries/suggestion-inputs';
import { listModifiersInput, type Modifier, type SuggestedEffect } from '@/lib/contracts/modifiers';
import { addDays } from '@/lib/core/business-day';
import { type Part, partsIn } from '@/lib/core/modifier-suggestions/parts';
import { rulesForAll } from '@/lib/core/modifier-suggestions/rules-for-all';
import { ModifierSuggester, targetsOf } from '@/lib/core/modifier-suggestions/suggest-modifier';
import type { ModifierSuggestion } from '@/lib/core/modifier-suggestions/types';
import { add, type Exact, roundHalfEven, ZERO } from '@/lib/core/quantity';
import type { PlanItem } from '@/lib/core/resolve-item';
import { letOthersIn } from '@/lib/platform/in-turns';
import { requireThing } from '../access';
import { currentDay } from '../company/current-day';
import type { ServiceContext } from '../context';
import { kitchenIndexOf } from '../item/kitchen-indexes';
import { recipeSetOf } from '../item/kitchen-of-company';
import { toRule } from './get-modifier-rules';
import { type Pair, pairsOf } from './pairs-of';

/**
 * The modifiers of an integration: what was sold under other items in the last days, and what something is
 * said of; with the parents, what is said (R37) and what could be (R41). Most sold first.
 */
export async function listModifiers(
  ctx: ServiceContext,
  raw: z.input<typeof listModifiersInput>,
): Promise<{ data: Modifier[] }> {
  const companyId = await requireThing(ctx, 'integration', raw, 'read');
  const { id, days } = listModifiersInput.parse(raw);
  const from = addDays(await currentDay(ctx, companyId), -days);
  const [sales, said] = await Promise.all([
    listPairSales(ctx.db, companyId, id, from),
    listSaidRules(ctx.db, companyId, id),
  ]);
  const saidOf = new Map(said.map((one) => [one.itemId, one]));
  const pairs = await pairsOf(ctx.db, companyId, sales, new Set(saidOf.keys()));
  const ids = [
    ...new Set([...saidOf.keys(), ...[...pairs].flatMap(([item, under]) => [item, ...under.keys()])]),
  ];
  const named = new Map((await listNamedItems(ctx.db, companyId, ids)).map((item) => [item.id, item]));
  const suggest = await suggesting(ctx, companyId, named);
  const data: Modifier[] = [];
  for (const itemId of new Set([...pairs.keys(), ...saidOf.keys()])) {
    const item = named.get(itemId);
    if (!item) continue;
    await letOthersIn();
    const { version = 0, effectiveFrom = null, rules = [] } = saidOf.get(itemId) ?? {};
    const offers = suggest(item, [...(pairs.get(itemId) ?? new Map()).values()]);
    data.push({
      item_id: itemId,
      sku: item.sku,
      name: item.name,
      accounting_group: item.accountingGroup,
      ...offers,
      version,
      effective_from: effectiveFrom,
      rules: rules.map(toRule),
    });
  }
  return { data: data.sort((a, b) => b.lines - a.lines || a.name.localeCompare(b.name)) };
}

type Offers = Pick<Modifier, 'lines' | 'quantity' | 'net_value' | 'suggested_rules' | 'parents'>;

/** Sums and suggestions of one modifier: the kitchen and what each parent takes are read once. */
async function suggesting(
  ctx: ServiceContext,
  companyId: string,
  named: ReadonlyMap<string, NamedItem>,
): Promise<(item: NamedItem, pairs: readonly Pair[]) => Offers> {
  const index = await kitchenIndexOf(ctx, companyId);
  const targets = targetsOf(index);
  const recipes = (await listMappingTargets(ctx.db, companyId)).filter(({ type }) => type === 'recipe');
  const { lines } = await listCurrentLines(
    ctx.db,
    companyId,
    recipes.map(({ id }) => id),
  );
  const set = recipeSetOf(lines);
  const ingredients = new Map(set.ingredients);
  for (const { type, id, unit } of index.targets)
    if (type === 'ingredient' && unit !== null) ingredients.set(id, { baseUnit: unit });
  const partsOf = partsIn({ ...set, ingredients });
  const taken = ({ mapping }: PlanItem): Part[] =>
    mapping?.state === 'mapped' && mapping.quantity !== null
      ? partsOf({ ...mapping, quantity: mapping.quantity, unit: mapping.unit ?? null })
      : [];
  const nameOf = (type: string, id: string | null) =>
    id === null ? null : (targets.get(`${type}:${id}`)?.name ?? null);
  const toEffect = ({ rule, reason }: ModifierSuggestion): SuggestedEffect => ({
    effect: rule.effect,
    mapped_object_type: rule.targetType,
    mapped_object_id: rule.targetId,
    mapped_object_name: nameOf(rule.targetType ?? '', rule.targetId),
    replaces_ingredient_id: rule.replacesId,
    replaces_ingredient_name: nameOf('ingredient', rule.replacesId),
    quantity: rule.quantity,
    unit: rule.unit,
    factor: rule.factor,
    share: rule.share,
    reason,
  });
  return (item, pairs) => {
    const suggester = new ModifierSuggester({ ...item, group: item.accountingGroup }, index, targets);
    const parents = pairs
      .map((pair) => ({ ...pair, suggestion: suggester.under(taken(pair.parent)) }))
      .sort((a, b) => b.lines - a.lines);
    const sum = (of: (pair: Pair) => Exact) =>
      roundHalfEven(pairs.reduce((total, pair) => add(total, of(pair)), ZERO));
    const all = rulesForAll(
      parents.map(({ parent, lines: weight, suggestion }) => ({
        itemId: parent.id,
        group: parent.accountingGroup ?? null,
        weight,
        suggestion,
      })),
      suggester.under(null),
    );
    return {
      lines: pairs.reduce((total, pair) => total + pair.lines, 0),
      quantity: sum(({ quantity }) => quantity),
      net_value: sum(({ netValue }) => netValue),
      suggested_rules: all.map(({ parentItemId, parentGroup, suggestion }) => ({
        parent_item_id: parentItemId,
        parent_item_name: parentItemId === null ? null : (named.get(parentItemId)?.name ?? null),
        parent_accounting_group: parentGroup,
        ...toEffect(suggestion),
      })),
      parents: parents.map(({ parent, lines: times, quantity, netValue, suggestion }) => ({
        item_id: parent.id,
        name: named.get(parent.id)?.name ?? '',
        accounting_group: parent.accountingGroup ?? null,
        lines: times,
        quantity: roundHalfEven(quantity),
        net_value: roundHalfEven(netValue),
        suggestion: suggestion && toEffect(suggestion),
      })),
    };
  };
}
