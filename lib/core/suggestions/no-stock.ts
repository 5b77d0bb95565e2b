import { fold, stem } from './fold';
import type { KitchenIndex } from './kitchen-index';
import { wordsIn } from './lexicon';
import { agreement, type Match } from './match';
import type { Name } from './names';
import { NO_STOCK_GROUPS, NO_STOCK_WORDS } from './no-stock-words';
import type { Reason, SoldItem } from './types';

const STEMS = new Map([...NO_STOCK_WORDS].map(([word, weight]) => [stem(word), weight]));
const WORD_SAYS = [0, 0.7, 2.4, 3.4];

/** How much speaks for "no goods leave the house", and why. 0 is even; each step of 1 weighs e to 1. */
export function noStockEvidence(
  item: SoldItem,
  name: Name,
  index: KitchenIndex,
  best: Match | undefined,
  ignored: Match | undefined,
  isWithout: boolean,
): { evidence: number; reasons: Reason[] } {
  const reasons: Reason[] = [];
  let evidence = -2.6;
  const word = strongestWord(name);
  if (word) {
    evidence += WORD_SAYS[word.weight] ?? 0;
    if (word.weight >= 2) reasons.push({ code: 'no_stock_word', params: { word: word.text } });
    if (word.isAlone) evidence += 0.8;
  }
  if (/%/.test(item.name)) evidence += 1.8;
  const price = item.price === null ? null : Number(item.price);
  if (price !== null && price < 0) evidence += 2.5;
  if (price === 0) evidence += 0.9;
  const byGroup = wordsIn(fold(item.group ?? '')).map((one) => NO_STOCK_GROUPS.get(one) ?? 0);
  evidence += Math.max(0, ...byGroup);
  const known = index.habits.ignoredInGroup.get(item.group ?? '');
  if (known) {
    const all = known.ignored + known.mapped;
    evidence += known.mapped > 0 ? -1 * (known.mapped / all) : known.ignored > 1 ? 1.2 : 0.6;
    if (known.mapped === 0) reasons.push({ code: 'group_is_ignored', params: { group: item.group ?? '' } });
  }
  if (ignored && ignored.itemShare > 0.8 && ignored.targetShare > 0.8) {
    evidence += 3.5;
    reasons.push({ code: 'like_decided_item', params: { name: ignored.document.decided?.name ?? '' } });
  }
  if (isWithout) evidence += 2.2;
  // A note of one word that a dish has too: extra scharf, Spicy Tuna.
  const isNote = word !== null && word.weight >= 2 && word.isAlone;
  if (best) evidence -= (isNote ? 1.5 : 4.2) * Math.max(0, (agreement(best) - 0.5) / 0.5);
  return { evidence, reasons };
}

function strongestWord(name: Name): { text: string; weight: number; isAlone: boolean } | null {
  const texts = name.atoms.map((atom) => atom.text);
  let best: { text: string; weight: number; isAlone: boolean } | null = null;
  const content = name.atoms.filter((atom) => atom.role === 'word').length;
  for (let from = 0; from < texts.length; from++) {
    for (let to = from + 1; to <= Math.min(texts.length, from + 3); to++) {
      const text = texts.slice(from, to).join(' ');
      const joined = texts.slice(from, to).join('');
      const weight =
        NO_STOCK_WORDS.get(text) ??
        NO_STOCK_WORDS.get(joined) ??
        (to === from + 1 && text.length >= 4 ? STEMS.get(stem(text)) : undefined);
      if (weight !== undefined && weight > (best?.weight ?? 0))
        best = { text, weight, isAlone: content <= to - from };
    }
  }
  return best;
}
