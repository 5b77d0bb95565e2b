import type { Steps } from '../steps';
import type { ImportKind } from './kinds';
import type { Known, Plan } from './plan';
import { type IngredientWrite, planIngredients } from './plan-ingredients';
import { type MappingWrite, planMappings } from './plan-mappings';
import { type OpeningDefaults, type OpeningWrite, planOpeningStock } from './plan-opening-stock';
import { planRecipes, type RecipeWrite } from './plan-recipes';
import { planStorageUnits, type StorageUnitWrite } from './plan-storage-units';
import type { Reading } from './row-cells';

/** What an import writes, by its kind. */
interface Writes {
  ingredients: IngredientWrite;
  recipes: RecipeWrite;
  storage_units: StorageUnitWrite;
  opening_stock: OpeningWrite;
  mappings: MappingWrite;
}
export type AnyPlan = { [K in ImportKind]: { kind: K } & Plan<Writes[K]> }[ImportKind];

/** What each row of a file would do to what a company has (R42), in steps of a few milliseconds. */
export function* planImport(
  kind: ImportKind,
  reading: Reading,
  headingRow: number,
  known: Known,
  defaults: OpeningDefaults = {},
): Steps<AnyPlan> {
  switch (kind) {
    case 'ingredients':
      return { kind, ...(yield* planIngredients(reading, headingRow, known)) };
    case 'recipes':
      return { kind, ...(yield* planRecipes(reading, headingRow, known)) };
    case 'storage_units':
      return { kind, ...(yield* planStorageUnits(reading, headingRow, known)) };
    case 'opening_stock':
      return { kind, ...(yield* planOpeningStock(reading, headingRow, known, defaults)) };
    case 'mappings':
      return { kind, ...(yield* planMappings(reading, headingRow, known)) };
  }
}
