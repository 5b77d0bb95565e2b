import type { Candidate } from './candidates';
import type { Reason, Suggestion } from './types';

/** Why the first candidate is offered, and what speaks against it. */
export function reasonsFor(
  best: Candidate,
  isWithout: boolean,
  suggestions: readonly Suggestion[],
): Reason[] {
  const { match, portion, signals, target } = best;
  const reasons: Reason[] = [nameReason(best)];
  const { decided } = match.document;
  if (decided) reasons.push({ code: 'like_decided_item', params: { name: decided.name } });
  reasons.push({ code: portion.reason, params: { quantity: portion.quantity, unit: portion.unit ?? '' } });
  if (isWithout) reasons.push({ code: 'removes', params: { name: target.name } });
  if (signals.isDearerThanPrice === 1) reasons.push({ code: 'cost_above_price', params: {} });
  const second = suggestions[1];
  if (second && signals.lead < 0.04) reasons.push({ code: 'close_second', params: { name: second.name } });
  return reasons;
}

function nameReason({ match, signals, target }: Candidate): Reason {
  const params = { name: target.name };
  if (signals.isSameName === 1) return { code: 'same_name', params };
  const values = match.itemLikeness.filter((value) => value > 0.4);
  if (match.missing > 0.5) return { code: 'similar_name', params };
  if (values.every((value) => value >= 0.96)) return { code: 'same_words', params };
  const least = Math.min(...values);
  if (values.some((value) => value === 0.95)) return { code: 'other_language', params };
  return { code: least < 0.85 ? 'abbreviation' : 'misspelt', params };
}
