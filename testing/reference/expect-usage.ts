import { expectDays, type Mapping } from './expect-days';
import type { ReferenceRecipe } from './recipe-usage';

/** An item and what it takes, as `GET …/items` answers it. */
export interface ReferenceItem {
  id: string;
  lightspeed_id: string;
  sku: string | null;
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
 * quantity.
 */
export function expectUsage(input: {
  locationId: string;
  days: readonly { day: string; sales: readonly unknown[] }[];
  items: readonly ReferenceItem[];
  recipes: readonly ReferenceRecipe[];
}): Map<string, Map<string, string>> {
  const { locationId, days, items, recipes } = input;
  const known = items.map((item) => ({
    lightspeedId: item.lightspeed_id,
    sku: item.sku,
    isActive: !item.is_archived,
    locationIds: [locationId],
  }));
  const mappings = new Map(
    items.flatMap(({ lightspeed_id, mapping }): [string, Mapping][] =>
      mapping
        ? [
            [
              lightspeed_id,
              {
                state: mapping.mapped_object_type,
                target: mapping.mapped_object_id,
                quantity: mapping.quantity,
                isSubtraction: mapping.is_subtraction,
              },
            ],
          ]
        : [],
    ),
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
  });
  return new Map([...expected].map(([day, { usage }]) => [day, usage]));
}
