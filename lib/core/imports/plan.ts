import type { BaseUnit } from '../units';

/** What a row would do (R42). */
export const ACTIONS = ['create', 'change', 'nothing', 'problem'] as const;
export type Action = (typeof ACTIONS)[number];

/** Why a row cannot be taken as it is; people read the sentence of the code (`imports.problems.<code>`). */
export const PROBLEMS = [
  'missing',
  'too_long',
  'bad_characters',
  'spreadsheet_error',
  'not_a_number',
  'too_many_digits',
  'too_many_decimals',
  'negative',
  'not_positive',
  'not_below_100',
  'unknown_unit',
  'unit_not_kept',
  'unit_mismatch',
  'two_units',
  'unknown_word',
  'not_a_day',
  'day_out_of_range',
  'period_locked',
  'too_many_allergens',
  'row_twice',
  'name_ambiguous',
  'base_unit_in_use',
  'ingredient_not_found',
  'storage_unit_not_found',
  'component_not_found',
  'component_ambiguous',
  'too_many_lines',
  'recipe_cycle',
  'recipe_too_deep',
  'recipe_amount_too_long',
  'recipe_incomplete',
  'cost_conflict',
  'item_not_found',
  'item_ambiguous',
  'target_missing',
  'target_not_found',
  'target_ambiguous',
  'target_and_ignored',
] as const;
export type ProblemCode = (typeof PROBLEMS)[number];

export interface Problem {
  code: ProblemCode;
  /** The column it stands in; null: the row as a whole. */
  field: string | null;
  params: Readonly<Record<string, string | number>>;
}
/** A value that a row changes, as it is kept: decimals with a point, units by their code. */
export interface RowChange {
  field: string;
  before: string | null;
  after: string | null;
}
export interface PlannedRow {
  /** Its number in the file, from 1. */
  row: number;
  action: Action;
  changes: readonly RowChange[];
  problems: readonly Problem[];
}
/** What the rows do, and what is to be written for it, in the order in which it is written. */
export interface Plan<W> {
  rows: PlannedRow[];
  writes: W[];
}

// What a company has that rows can name; only what is active.
export interface KnownIngredient {
  id: string;
  name: string;
  baseUnit: BaseUnit;
  allergens: readonly string[];
  /** Per base unit; null: none. */
  standardCost: string | null;
  /** In base units; null: none (R54). */
  minimumQuantity: string | null;
}
export interface KnownLine {
  ingredientId: string | null;
  subRecipeId: string | null;
  quantity: string;
  unit: BaseUnit | null;
  trimPercent: string;
}
export interface KnownRecipe {
  id: string;
  name: string;
  lines: readonly KnownLine[];
}
export interface KnownStorageUnit {
  id: string;
  name: string;
  address: string | null;
}
export interface KnownCount {
  storageUnitId: string;
  ingredientId: string;
  day: string;
  countedAt: 'start' | 'end';
  quantity: string;
}
export interface KnownItem {
  id: string;
  lightspeedId: string;
  sku: string | null;
  name: string;
  /** Names of its business and of the locations there. */
  places: readonly string[];
  state: 'mapped' | 'ignored' | 'unmapped';
  ingredientId: string | null;
  recipeId: string | null;
  quantity: string | null;
  /** Of the quantity; null for portions. */
  unit: BaseUnit | null;
  isSubtraction: boolean;
  effectiveFrom: string | null;
}

/** What a fixed set of rows is planned against. */
export interface Known {
  ingredients: readonly KnownIngredient[];
  recipes: readonly KnownRecipe[];
  storageUnits: readonly KnownStorageUnit[];
  counts: readonly KnownCount[];
  items: readonly KnownItem[];
  /** Ingredients whose base unit something counts in already. */
  unitsInUse: ReadonlySet<string>;
  /** The company's business day, and the last of its locked period. */
  today: string;
  lockedUntil: string | null;
}
