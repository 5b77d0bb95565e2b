import { expectDays, type Mapping } from './expect-days';
import { readAnswer } from './read-answer';
import type { ReferenceRecipe } from './recipe-usage';
import type { Naming, SoldName } from './sold-as';

/** An item and what it takes, as `GET …/items` answers it. */
export interface ReferenceItem {
  id: string;
  lightspeed_id: string;
  sku: string | null;
  name: string;
  docket_name: string | null;
  is_archived: boolean;
  state: string;
  mapping: {
    mapped_object_type: 'ingredient' | 'recipe';
    mapped_object_id: string;
    quantity: string;
    is_subtraction: boolean;
  } | null;
}

/**
 * Usage by day of a location whose items and mappings were the same all the time: day to ingredient to
 * quantity. What was sold under a name that a mapping was not made for is in none of it (R38).
 */
export function expectUsage(input: {
  locationId: string;
  days: readonly { day: string; sales: readonly unknown[] }[];
  items: readonly ReferenceItem[];
  recipes: readonly ReferenceRecipe[];
  /** The day before the mappings were saved, in UTC. */
  mappedOn: string;
  /** What was said since of names, by SKU. */
  said?: ReadonlyMap<string, Pick<Naming, 'same' | 'other'>>;
}): Map<string, Map<string, string>> {
  const { locationId, days, items, recipes, mappedOn: on, said } = input;
  const soldNames = firstAndLast(days);
  const namingOf = ({ sku, name, docket_name }: ReferenceItem): Naming | undefined => {
    // Looked at only where it matters.
    if (!soldNames.some((one) => one.sku === sku && one.name !== name)) return undefined;
    const names = [name, docket_name].flatMap((one) => one ?? []);
    return { names, on, same: [], other: [], ...said?.get(sku ?? '') };
  };
  const known = items.map((item) => ({
    lightspeedId: item.lightspeed_id,
    sku: item.sku,
    isActive: !item.is_archived,
    locationIds: [locationId],
  }));
  const mappings = new Map(
    items.flatMap((item): [string, Mapping][] => {
      const { lightspeed_id, mapping } = item;
      if (!mapping) return [];
      const naming = namingOf(item);
      const decided = {
        state: mapping.mapped_object_type,
        target: mapping.mapped_object_id,
        quantity: mapping.quantity,
        isSubtraction: mapping.is_subtraction,
        ...(naming && { naming }),
      };
      return [[lightspeed_id, decided]];
    }),
  );
  const expected = expectDays({
    locationId,
    days: days.map((one) => ({ ...one, end: Date.parse(one.day) })),
    wanted: new Set(days.map((one) => one.day)),
    // Known before every day.
    history: [{ at: 0, items: known }],
    mappingsOf: () => mappings,
    recipes,
    wasteReasons: new Set(),
    soldNames,
  });
  return new Map([...expected].map(([day, { usage }]) => [day, usage]));
}

/** On which days each name was sold first and last; those between say nothing more. */
function firstAndLast(days: readonly { day: string; sales: readonly unknown[] }[]): SoldName[] {
  const ends = new Map<string, [SoldName, SoldName]>();
  for (const { day, sales } of days.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
    for (const { sku, soldName: name } of readAnswer(sales).lines) {
      if (sku === undefined || name === undefined) continue;
      const one = { sku, name, day };
      ends.set(`${sku} ${name}`, [ends.get(`${sku} ${name}`)?.[0] ?? one, one]);
    }
  }
  return [...ends.values()].flat();
}
