import { fold, stem } from './fold';
import { CONCEPTS_OF, EXPRESSIONS, wordsIn } from './lexicon';

/** What is sold → what it is made from or a kind of, and how near that is where nothing nearer is kept. */
const RELATIONS: readonly (readonly [sold: string, kept: string, nearness: number])[] = [
  ['espresso', 'kaffeebohnen', 0.8],
  ['ristretto', 'kaffeebohnen', 0.8],
  ['ristretto', 'espresso', 0.7],
  ['doubleespresso', 'espresso', 0.8],
  ['doubleespresso', 'kaffeebohnen', 0.75],
  ['coffee', 'kaffeebohnen', 0.75],
  ['coffee', 'espresso', 0.75],
  ['coffee', 'cafecreme', 0.7],
  ['americano', 'kaffeebohnen', 0.7],
  ['beer', 'lager', 0.75],
  ['champagne', 'sparkling', 0.5],
  ['herbaltea', 'tea', 0.8],
  ['peppermint', 'herbaltea', 0.85],
  ['camomile', 'herbaltea', 0.85],
  ['verbena', 'herbaltea', 0.85],
  ['fruittea', 'herbaltea', 0.75],
  ['fruittea', 'tea', 0.8],
  ['peppermint', 'tea', 0.75],
  ['camomile', 'tea', 0.8],
  ['verbena', 'tea', 0.75],
  ['blacktea', 'tea', 0.8],
  ['greentea', 'tea', 0.7],
  ['rooibos', 'tea', 0.8],
  ['icecream', 'vanilla', 0.4],
  ['bacon', 'ham', 0.45],
  ['parmaham', 'ham', 0.7],
  ['sirloin', 'steak', 0.6],
  ['entrecote', 'steak', 0.6],
  ['bavette', 'steak', 0.75],
  ['porcini', 'mushroom', 0.75],
  ['chanterelle', 'mushroom', 0.6],
  ['steak', 'beef', 0.5],
  ['mineralwater', 'water', 0.85],
  ['sparklingwater', 'mineralwater', 0.5],
  ['wienersausage', 'viennese', 0.9],
  ['mixed', 'quattro', 0.2],
  ['noodles', 'pasta', 0.7],
  ['spaetzle', 'pasta', 0.3],
  ['vegetable', 'vegetarian', 0.75],
  ['vegan', 'vegetarian', 0.6],
  ['roll', 'bread', 0.5],
  ['tart', 'cake', 0.85],
  ['pulled_pork', 'pork', 0.6],
];

function conceptsOf(entry: string): number[] {
  const words = wordsIn(fold(entry.replaceAll('_', ' ')));
  const [first = ''] = words;
  if (words.length === 1) return (CONCEPTS_OF.get(first) ?? []).slice(0, 1);
  const key = words.map(stem).join(' ');
  return (EXPRESSIONS.get(stem(first)) ?? [])
    .filter((e) => e.words.join(' ') === key)
    .map((e) => e.concept)
    .slice(0, 1);
}

/**
 * Concept → concepts near it, both ways; a kind counts a little less for its general word than the reverse.
 */
export const RELATED = new Map<number, { concept: number; nearness: number }[]>();
for (const [sold, kept, nearness] of RELATIONS) {
  const [from] = conceptsOf(sold);
  const [to] = conceptsOf(kept);
  if (from === undefined || to === undefined) throw new Error(`no such thing: ${sold}, ${kept}`);
  RELATED.set(from, [...(RELATED.get(from) ?? []), { concept: to, nearness }]);
  RELATED.set(to, [...(RELATED.get(to) ?? []), { concept: from, nearness: nearness * 0.85 }]);
}

/** Words of a kind that a till adds or leaves out: Singha Bier. */
export const GENERAL = new Set(
  [
    'beer',
    'wine',
    'water',
    'juice',
    'tea',
    'coffee',
    'pizza',
    'pasta',
    'lettuce',
    'soup',
    'fish',
    'cake',
    'sandwich',
    'burger',
    'sauce',
    'spirit',
    'sparkling',
    'mineralwater',
    'schnaps',
    'sushi',
    'bowl',
  ].flatMap(conceptsOf),
);
