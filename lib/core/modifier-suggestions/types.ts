import type { BaseUnit } from '../units';

type Effect = 'adds' | 'removes' | 'replaces' | 'scales' | 'stands_for' | 'nothing';
/** What a modifier could do under a parent, as a rule says it (R37); decimals are texts. */
export interface SuggestedRule {
  effect: Effect;
  targetType: 'ingredient' | 'recipe' | null;
  targetId: string | null;
  replacesId: string | null;
  quantity: string | null;
  unit: BaseUnit | null;
  factor: string | null;
  share: string | null;
}
/** Why, as a code whose words are the reader's language's (R41). */
export const MODIFIER_REASONS = [
  'parent_has',
  'parent_has_own',
  'parent_has_none',
  'portion_of_parent',
  'usual_portion',
  'takes_place',
  'says_size',
  'says_measure',
  'is_note',
  'like_item',
] as const;
export interface ModifierSuggestion {
  rule: SuggestedRule;
  reason: { code: (typeof MODIFIER_REASONS)[number]; params: Record<string, string> };
}
