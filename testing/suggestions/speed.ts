import { indexKitchen } from '@/lib/core/suggestions/kitchen-index';
import { suggestFor } from '@/lib/core/suggestions/suggest';
import type { Kitchen } from '@/lib/core/suggestions/types';
import { calibrateKitchens } from './calibrate';
import { developKitchens } from './develop';
import { kitchenOf } from './measure';

const ITEMS = 1300;
const TARGETS = 400;

/**
 * Milliseconds for 1,300 items against one kitchen of 400 targets, made of all kitchens of the develop and
 * calibrate parts; items beyond theirs are the same ones with another ending, so that none is answered from
 * what an equal one left behind. The processor's first slow runs are not counted.
 */
export function suggestionSpeed(): {
  items: number;
  targets: number;
  indexing: number;
  suggesting: number;
  processor: number;
} {
  const labelled = [...developKitchens, ...calibrateKitchens];
  const all = labelled.map(kitchenOf);
  const kitchen: Kitchen = {
    ingredients: all
      .flatMap((one, at) => one.ingredients.map((i) => ({ ...i, id: `${at} ${i.id}` })))
      .slice(0, TARGETS / 2),
    recipes: all
      .flatMap((one, at) => one.recipes.map((r) => ({ ...r, id: `${at} ${r.id}` })))
      .slice(0, TARGETS / 2),
    decided: [],
  };
  const names = labelled.flatMap((one) => one.items);
  const items = Array.from({ length: ITEMS }, (_, at) => {
    const { name, group, price } = names[at % names.length] ?? names[0]!;
    const round = Math.floor(at / names.length);
    return {
      sku: null,
      name: round === 0 ? name : `${name}${'nsx'.charAt(round - 1)}`,
      group,
      price,
      itemType: 'ITEM',
    };
  });
  const warm = indexKitchen(kitchen);
  for (const item of items.slice(0, 200)) suggestFor(item, warm);
  const before = process.cpuUsage();
  const from = performance.now();
  const index = indexKitchen(kitchen);
  const indexed = performance.now();
  for (const item of items) suggestFor(item, index);
  const done = performance.now();
  const used = process.cpuUsage(before);
  const processor = (used.user + used.system) / 1000;
  const targets = kitchen.ingredients.length + kitchen.recipes.length;
  return { items: items.length, targets, indexing: indexed - from, suggesting: done - indexed, processor };
}
