import type { ModifierRule } from '../modifiers/rule';
import type { BaseUnit } from '../units';

/** What has a history on its own page (R55). */
export type HistoryKind = 'item' | 'recipe' | 'ingredient' | 'location';

/** What a difference is of. */
export const HISTORY_FIELDS = [
  'takes',
  'rule',
  'line',
  'line_order',
  'name',
  'is_active',
  'base_unit',
  'allergens',
  'standard_cost',
  'minimum_quantity',
  'storage_unit',
  'auto_transfer_paused',
  'is_activated',
] as const;
export type HistoryField = (typeof HISTORY_FIELDS)[number];

/** Words that stand for what has no amount and no name. */
export const HISTORY_WORDS = ['undecided', 'ignored', 'none', 'yes', 'no'] as const;

/** One side of a difference. Decimals are texts with a point; a name is the one the thing bears now. */
export type HistoryValue =
  | { kind: 'text'; text: string }
  | { kind: 'figure'; figure: string }
  | { kind: 'unit'; unit: BaseUnit }
  | { kind: 'word'; word: (typeof HISTORY_WORDS)[number] }
  | {
      kind: 'amount';
      name: string;
      quantity: string;
      /** Null: portions of a recipe. */
      unit: BaseUnit | null;
      trim_percent: string | null;
      adds_back: boolean;
    }
  | {
      kind: 'rule';
      /** For whom it is said; both null: for every parent. */
      parent_item_name: string | null;
      parent_accounting_group: string | null;
      effect: ModifierRule['effect'];
      name: string;
      replaces_name: string | null;
      quantity: string | null;
      unit: BaseUnit | null;
      factor: string | null;
      share: string | null;
    };

/** Null on a side: it was, or is, not there. */
export interface HistoryChange {
  field: HistoryField;
  before: HistoryValue | null;
  after: HistoryValue | null;
}

/** What is known of an id now: its name, and the base unit of an ingredient. */
export type Known = ReadonlyMap<string, { name: string; unit: BaseUnit | null }>;
/** What the audit log says something was. */
export type Facts = Readonly<Record<string, unknown>>;
