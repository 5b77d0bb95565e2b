import { isDeepStrictEqual } from 'node:util';
import type { Item } from '@/lib/contracts/lightspeed';
import type { BaseUnit } from '@/lib/core/units';
import { deleteMapping } from '@/lib/services/item/delete-mapping';
import { listItems } from '@/lib/services/item/list-items';
import { saveMapping } from '@/lib/services/item/save-mapping';
import { setIgnored } from '@/lib/services/item/set-ignored';
import type { Mapping } from '@/testing/reference/expect-days';
import { lastName, type Naming } from '@/testing/reference/sold-as';
import { TWIN_NAME } from './hostile-catalogue';
import { FIRST_MAPPING, INGREDIENTS, type IngredientName } from './menu';
import type { Scenario } from './scenario';
import { soldNamesOf } from './scenario-checks';

const unitOf = (given: BaseUnit, ingredient: IngredientName = 'other') => ({
  unit: { given, base: INGREDIENTS[ingredient] },
});

export async function listAllItems(run: Scenario) {
  const page = { id: run.integrationId, company_id: run.companyId, include_archived: true, limit: 500 };
  // What was split off is no item of the host.
  return (await listItems(run.ctx, page)).data.filter((item) => item.split_from === null);
}

export async function mapMenu(run: Scenario): Promise<void> {
  for (const item of await listAllItems(run)) {
    const first = FIRST_MAPPING[item.sku ?? ''];
    if (first === undefined || item.name === TWIN_NAME || run.mappings.has(item.lightspeed_id)) continue;
    if (first === 'ignored') {
      await setIgnored(run.ctx, { id: item.id, ignored: true });
      decide(run, item, { state: 'ignored' });
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

type Named = Pick<Item, 'id' | 'lightspeed_id' | 'name' | 'docket_name'>;

async function saveItemMapping(run: Scenario, item: Named, mapping: Mapping): Promise<void> {
  await saveMapping(run.ctx, {
    id: item.id,
    mapped_object_type: mapping.state === 'recipe' ? 'recipe' : 'ingredient',
    mapped_object_id: mapping.target ?? '',
    quantity: mapping.quantity ?? '1',
    unit: (mapping.unit?.given as BaseUnit | undefined) ?? null,
    is_subtraction: mapping.isSubtraction ?? false,
  });
  decide(run, item, { ...mapping, from: undefined });
}

function decide(run: Scenario, item: Named, mapping: Mapping): void {
  const known = run.mappings.get(item.lightspeed_id);
  const parts = (of: Mapping | undefined) => [
    of?.state,
    of?.target,
    of?.quantity && Number(of.quantity),
    of?.unit?.given,
    of?.isSubtraction ?? false,
  ];
  // The same again is not saved, and stays as it was made.
  const isSame = isDeepStrictEqual(parts(known), parts(mapping));
  const naming = isSame && known?.naming ? known.naming : namingNow(run, item);
  const rules = known?.rules;
  run.mappings.set(item.lightspeed_id, { ...mapping, ...(rules && { rules }), naming });
  run.decided.add(item.lightspeed_id);
}

/** What a mapping of the item saved now is made for (R38), and what was said of its other names. */
export function namingNow(run: Scenario, item: Named): Naming {
  const last = lastName(item.lightspeed_id, run.history, soldNamesOf(run));
  const { same = [], other = [] } = run.mappings.get(item.lightspeed_id)?.naming ?? {};
  const names = [item.name, item.docket_name, last].flatMap((name) => name ?? []);
  return {
    names,
    on: new Date(run.clock.now().getTime() - 86_400_000).toISOString().slice(0, 10),
    same,
    other,
  };
}

export async function changeMapping(run: Scenario): Promise<void> {
  const item = run.dice.pick((await listAllItems(run)).filter((one) => one.sku !== null));
  const what = run.dice.pick(['quantity', 'target', 'subtraction', 'ignore', 'delete'] as const);
  run.count(`mapping ${what}`);
  const known = run.mappings.get(item.lightspeed_id);
  if (what === 'delete') {
    await deleteMapping(run.ctx, { id: item.id });
    if (known) {
      const { rules, naming } = known;
      const rest = naming && { naming: { ...naming, names: undefined } };
      run.mappings.set(item.lightspeed_id, { state: 'unmapped', ...(rules && { rules }), ...rest });
    }
  } else if (what === 'ignore') {
    await setIgnored(run.ctx, { id: item.id, ignored: true });
    decide(run, item, { state: 'ignored' });
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
