import type { BaseUnit } from '@/lib/core/units';
import { deleteMapping } from '@/lib/services/item/delete-mapping';
import { listItems } from '@/lib/services/item/list-items';
import { saveMapping } from '@/lib/services/item/save-mapping';
import { setIgnored } from '@/lib/services/item/set-ignored';
import type { Mapping } from '@/testing/reference/expect-days';
import { TWIN_NAME } from './hostile-catalogue';
import { FIRST_MAPPING, INGREDIENTS, type IngredientName } from './menu';
import type { Scenario } from './scenario';

const unitOf = (given: BaseUnit, ingredient: IngredientName = 'other') => ({
  unit: { given, base: INGREDIENTS[ingredient] },
});

export async function listAllItems(run: Scenario) {
  const page = { id: run.integrationId, company_id: run.companyId, include_archived: true, limit: 500 };
  return (await listItems(run.ctx, page)).data;
}

export async function mapMenu(run: Scenario): Promise<void> {
  for (const item of await listAllItems(run)) {
    const first = FIRST_MAPPING[item.sku ?? ''];
    if (first === undefined || item.name === TWIN_NAME || run.mappings.has(item.lightspeed_id)) continue;
    if (first === 'ignored') {
      await setIgnored(run.ctx, { id: item.id, ignored: true });
      decide(run, item.lightspeed_id, { state: 'ignored' });
      continue;
    }
    const target = first.recipe
      ? run.menu.recipes[first.recipe]
      : first.ingredient && run.menu.ingredients[first.ingredient];
    await saveItemMapping(run, item, {
      state: first.recipe ? 'recipe' : 'ingredient',
      target: target ?? '',
      quantity: first.quantity,
      ...(first.unit && unitOf(first.unit, first.ingredient)),
      isSubtraction: first.isSubtraction ?? false,
    });
  }
}

async function saveItemMapping(
  run: Scenario,
  item: { id: string; lightspeed_id: string },
  mapping: Mapping,
): Promise<void> {
  await saveMapping(run.ctx, {
    id: item.id,
    mapped_object_type: mapping.state === 'recipe' ? 'recipe' : 'ingredient',
    mapped_object_id: mapping.target ?? '',
    quantity: mapping.quantity ?? '1',
    unit: (mapping.unit?.given as BaseUnit | undefined) ?? null,
    is_subtraction: mapping.isSubtraction ?? false,
  });
  decide(run, item.lightspeed_id, { ...mapping, from: undefined });
}

function decide(run: Scenario, lightspeedId: string, mapping: Mapping): void {
  const rules = run.mappings.get(lightspeedId)?.rules;
  run.mappings.set(lightspeedId, { ...mapping, ...(rules && { rules }) });
  run.decided.add(lightspeedId);
}

export async function changeMapping(run: Scenario): Promise<void> {
  const item = run.dice.pick((await listAllItems(run)).filter((one) => one.sku !== null));
  const what = run.dice.pick(['quantity', 'target', 'subtraction', 'ignore', 'delete'] as const);
  run.count(`mapping ${what}`);
  const known = run.mappings.get(item.lightspeed_id);
  if (what === 'delete') {
    await deleteMapping(run.ctx, { id: item.id });
    if (known?.rules) run.mappings.set(item.lightspeed_id, { state: 'unmapped', rules: known.rules });
    else run.mappings.delete(item.lightspeed_id);
  } else if (what === 'ignore') {
    await setIgnored(run.ctx, { id: item.id, ignored: true });
    decide(run, item.lightspeed_id, { state: 'ignored' });
  } else if (
    what === 'target' ||
    known === undefined ||
    known.state === 'ignored' ||
    known.state === 'unmapped'
  ) {
    const target = run.menu.ingredients.other;
    await saveItemMapping(run, item, { state: 'ingredient', target, quantity: '0.125' });
  } else if (what === 'quantity') {
    await saveItemMapping(run, item, {
      ...known,
      quantity: `${1 + run.dice.below(5)}.${100_000 + run.dice.below(899_999)}`,
    });
  } else await saveItemMapping(run, item, { ...known, isSubtraction: !known.isSubtraction });
}
