import type { ModifierSuggestion, SuggestedRule } from './types';

/** A parent a modifier was sold under, with what is suggested there and how much it weighs. */
export interface SuggestedPair {
  itemId: string;
  group: string | null;
  /** Of sales; never below 0. */
  weight: number;
  suggestion: ModifierSuggestion | null;
}
/** A rule for every parent (both null), a group of them, or one. */
export interface RuleForSome {
  parentItemId: string | null;
  parentGroup: string | null;
  suggestion: ModifierSuggestion;
}

/**
 * One act for all parents: what is suggested under most sales for every parent, and what differs from it as
 * exceptions, for an accounting group where all its parents agree, else for the parent. Parents of which
 * nothing is known follow the others. `forAll` is what the name alone says, where no parent says anything.
 */
export function rulesForAll(
  pairs: readonly SuggestedPair[],
  forAll: ModifierSuggestion | null,
): RuleForSome[] {
  const said = pairs.flatMap(({ suggestion, ...pair }) => (suggestion ? [{ ...pair, suggestion }] : []));
  const main =
    heaviest(said.filter(({ suggestion }) => !isNothingThere(suggestion))) ?? forAll ?? heaviest(said);
  if (!main) return [];
  const rules: RuleForSome[] = [{ parentItemId: null, parentGroup: null, suggestion: main }];
  const differs = ({ suggestion }: { suggestion: ModifierSuggestion }) =>
    !isNothingThere(suggestion) && keyOf(suggestion.rule) !== keyOf(main.rule);
  const groups = new Map<string, typeof said>();
  for (const pair of said) {
    if (pair.group !== null) groups.set(pair.group, [...(groups.get(pair.group) ?? []), pair]);
  }
  const done = new Set<string>();
  for (const [group, members] of groups) {
    const [first] = members;
    const agree = members.every(
      ({ suggestion }) => first && keyOf(suggestion.rule) === keyOf(first.suggestion.rule),
    );
    if (!first || members.length < 2 || !agree || !differs(first)) continue;
    rules.push({ parentItemId: null, parentGroup: group, suggestion: first.suggestion });
    for (const { itemId } of members) done.add(itemId);
  }
  for (const pair of said) {
    if (done.has(pair.itemId) || !differs(pair)) continue;
    rules.push({ parentItemId: pair.itemId, parentGroup: null, suggestion: pair.suggestion });
  }
  return rules;
}

/** A removal of what the parent does not have does nothing anyway: no exception is needed for it. */
const isNothingThere = ({ reason }: ModifierSuggestion) => reason.code === 'parent_has_none';

const keyOf = (rule: SuggestedRule): string => JSON.stringify(rule);

function heaviest(pairs: readonly { weight: number; suggestion: ModifierSuggestion }[]) {
  const sums = new Map<string, { weight: number; suggestion: ModifierSuggestion }>();
  for (const { weight, suggestion } of pairs) {
    const key = keyOf(suggestion.rule);
    const sum = sums.get(key);
    if (sum) sum.weight += weight;
    else sums.set(key, { weight, suggestion });
  }
  return [...sums.values()].sort((a, b) => b.weight - a.weight)[0]?.suggestion ?? null;
}
