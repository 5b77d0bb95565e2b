import type { BaseUnit } from '../units';

export type TargetType = 'ingredient' | 'recipe';

/** Decimals are texts, as everywhere. `cost`: of one base unit, or of one portion; null = unknown. */
interface KitchenIngredient {
  id: string;
  name: string;
  baseUnit: BaseUnit;
  cost: string | null;
}
interface KitchenRecipe {
  id: string;
  name: string;
  /** Names of what is in it. */
  ingredients: readonly string[];
  cost: string | null;
}

/** A sold item as Lightspeed names it. `price`: of one, in the till's currency. */
export interface SoldItem {
  sku: string | null;
  name: string;
  group: string | null;
  price: string | null;
  itemType: string | null;
}

/** An item that the company has mapped or ignored. */
export interface DecidedItem extends SoldItem {
  decision:
    | { kind: 'ignored' }
    | {
        kind: 'mapped';
        type: TargetType;
        id: string;
        quantity: string;
        unit: BaseUnit | null;
        isSubtraction: boolean;
      };
}

export interface Kitchen {
  ingredients: readonly KitchenIngredient[];
  recipes: readonly KitchenRecipe[];
  decided: readonly DecidedItem[];
}

/** Why, as a code with what it speaks of; the words are the reader's language's (R41). */
export interface Reason {
  code: ReasonCode;
  params: Record<string, string>;
}
export const REASON_CODES = [
  'same_name',
  'same_words',
  'abbreviation',
  'misspelt',
  'other_language',
  'similar_name',
  'like_decided_item',
  'size_in_name',
  'usual_quantity',
  'one_bottle',
  'one_portion',
  'one_piece',
  'assumed_quantity',
  'stated_portion',
  'removes',
  'size_differs',
  'close_second',
  'cost_above_price',
  'combo',
  'no_stock_word',
  'group_is_ignored',
  'nothing_fits',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** `quantity` of `unit` for one sold; portions, and `unit` null, for a recipe. */
export interface Suggestion {
  type: TargetType;
  id: string;
  name: string;
  quantity: string;
  unit: BaseUnit | null;
  isSubtraction: boolean;
  /** What it costs, for `costOfSale`. */
  target: { unit: BaseUnit | null; cost: string | null };
  /** How likely target and quantity are both right: 0 to 1, calibrated (R41). */
  confidence: number;
}

/** What could be made where nothing fits: an ingredient kept in `unit`, or a recipe. */
export interface Creation {
  type: TargetType;
  name: string;
  unit: BaseUnit | null;
  /** What one sold takes of it, in the unit a cook says it; null where the name does not say. */
  takes: { quantity: string; unit: BaseUnit | null } | null;
}

export interface ItemSuggestions {
  /** `map`: the first suggestion; `ignore`: no stock; `unknown`: nothing fits well enough. */
  verdict: 'map' | 'ignore' | 'unknown';
  /** How likely the verdict is right: 0 to 1, calibrated (R41). */
  confidence: number;
  isConfident: boolean;
  reasons: Reason[];
  /** Best first, at most five, also beside other verdicts. */
  suggestions: Suggestion[];
  create: Creation | null;
}
