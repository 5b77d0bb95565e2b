import type { SimItem } from '@/lib/lightspeed/simulator/catalogue';
import type { Dice } from '@/lib/lightspeed/simulator/random';
import type { SimLocation } from '@/lib/lightspeed/simulator/sales';

/** Beyond 2^53, where a double would round (R9). */
export const BIG = 9_007_199_254_740_993n;

/** Text that no database holds: half an emoji, NUL. */
export const ODD_SKU = 'odd\u0000\ud83c';
type Row = [sku: string | null, name: string, itemType: SimItem['itemType']];
const MENU: readonly Row[] = [
  ['542', 'Cola', 'ITEM'],
  ['542.', 'Cola Zero', 'ITEM'],
  ['501', 'Espresso', 'ITEM'],
  ['52', 'Burger', 'ITEM'],
  ['910', 'Extra bacon', 'SUB_ITEM'],
  ['912', 'ohne Käse', 'SUB_ITEM'],
  ['950', 'Menu of the day', 'SEQUENCE'],
  ['701', 'Ham by weight', 'ITEM'],
  ['25', 'Gin, base', 'ITEM'],
  ['26', 'Gin, 4 cl', 'SUB_ITEM'],
  ['960', 'Gift card', 'ITEM'],
  ['999', 'Dish of the week', 'ITEM'],
  [' 7 ', 'Sku with spaces', 'ITEM'],
  ['444', 'Winter punch', 'ITEM'],
  [ODD_SKU, 'Eis \udf66 \u0000', 'ITEM'],
  [null, 'No sku', 'ITEM'],
];
/** An item of a SKU that another one bears as well; nothing is ever decided about it by itself. */
export const TWIN_NAME = 'Espresso (Terrasse)';
/** The same SKU, another thing at each location. */
export const LOCAL_SKU = '588';

/** Items of a hostile host: SKUs shared, missing, odd, and another thing at each location. */
export function makeItems(dice: Dice, places: readonly SimLocation[]): SimItem[] {
  const shared = MENU.map(
    ([sku, name, itemType], index): SimItem => ({
      id: String(BIG + BigInt(100 + index)),
      sku,
      name,
      group: 'All',
      price: 3 + dice.below(30),
      itemType,
      active: sku !== '444',
      priceMode: 'AMOUNT',
    }),
  );
  const local = places.map(
    (place, index): SimItem => ({
      id: String(BIG + BigInt(300 - index)),
      sku: LOCAL_SKU,
      name: `House drink of ${place.name}`,
      group: 'All',
      price: 6,
      itemType: 'ITEM',
      active: true,
      priceMode: 'AMOUNT',
      locations: [place.id],
    }),
  );
  // Its id comes before that of the one which is mapped.
  const [first] = shared;
  const twins =
    first && dice.chance(0.4) ? [{ ...first, id: String(BIG + 50n), sku: '501', name: TWIN_NAME }] : [];
  return [...local, ...twins, ...shared];
}
