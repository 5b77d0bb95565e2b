import { INGREDIENTS } from './ingredients';

export const ZURICH = 'Hauptlager Zürich';
export const BAR = 'Bar & Keller Zürich';
export const LISBON = 'Lager Lissabon';

interface Delivery {
  ingredient: string;
  storage_unit: string;
  quantity: string;
  unit_cost: string;
  days_ago: number;
}

const cents = (cost: string, percent: number) => ((Number(cost) * percent) / 100).toFixed(4);

/** Oldest first. */
export function deliveries(): Delivery[] {
  return INGREDIENTS.flatMap(([ingredient, , cost, [zurich, lisbon]], index) => {
    // Prices move: the first delivery is the cheapest, so that the weighted average is worth looking at
    // (R23).
    const drift = 102 + (index % 5);
    const half = (supply: number) => String(Math.ceil(supply / 2));
    const drink = index < 19;
    return [
      {
        ingredient,
        storage_unit: ZURICH,
        quantity: half(zurich),
        unit_cost: cents(cost, 100),
        days_ago: 100,
      },
      { ingredient, storage_unit: LISBON, quantity: half(lisbon), unit_cost: cents(cost, 96), days_ago: 98 },
      {
        ingredient,
        storage_unit: ZURICH,
        quantity: half(zurich),
        unit_cost: cents(cost, drift),
        days_ago: 45,
      },
      {
        ingredient,
        storage_unit: LISBON,
        quantity: half(lisbon),
        unit_cost: cents(cost, drift - 2),
        days_ago: 43,
      },
      ...(drink
        ? [{ ingredient, storage_unit: BAR, quantity: '24', unit_cost: cents(cost, drift), days_ago: 20 }]
        : []),
    ];
  })
    .filter((receipt) => receipt.quantity !== '0')
    .sort((a, b) => b.days_ago - a.days_ago);
}
