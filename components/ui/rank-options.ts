/** The search of a chooser: what a person sees of an option is searched, its label, and nothing else. */
type Labelled = Readonly<{ label: string }>;

/** Letters that decompose into no base letter of their own. */
// biome-ignore format: a table
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ð: 'd', đ: 'd', þ: 'th', ł: 'l', ı: 'i', ŋ: 'n', ħ: 'h', ŧ: 't',
};
const SPELT: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };

/** Small letters without their accents; those that decompose into no base letter by the table. */
export const withoutMarks = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøðđþłıŋħŧ]/g, (letter) => PLAIN[letter] ?? letter);

/** Words and numbers, folded: `Crème 0,33cl` is creme, 0, 33, cl. */
function wordsOf(text: string): string[] {
  return withoutMarks(text).match(/\p{L}+|\p{N}+/gu) ?? [];
}
/** As written without accents, and, where it has any, as spelt without them: Käse is kase and kaese. */
function readings(text: string): string[][] {
  const lower = text.normalize('NFC').toLowerCase();
  const spelt = lower.replace(/[äöüøå]/g, (letter) => SPELT[letter] ?? letter);
  return spelt === lower ? [wordsOf(lower)] : [wordsOf(lower), wordsOf(spelt)];
}

/** A reading of a label, and what each letter typed would otherwise work out again. */
interface Reading {
  words: readonly string[];
  whole: string;
}
const read = (text: string): Reading[] => readings(text).map((words) => ({ words, whole: words.join(' ') }));

/** How well a label answers; lower is better. Only the first three are a beginning of something. */
const SAME = 0;
const BEGINS = 1;
const WORDS_BEGIN = 2;
const WITHIN = 3;
/** What is shorter than this is found at the start of words only: `ei` stands within too many. */
const SHORTEST_WITHIN = 3;

type Rank = readonly [level: number, word: number];

const isFoundWithin = (one: string) => one.length >= SHORTEST_WITHIN && /\p{L}/u.test(one);
/** The words of a query, and which of them are looked for within words too. */
type Asked = Reading & { within: readonly boolean[] };
const askedBy = (query: string): Asked[] =>
  read(query)
    .filter(({ words }) => words.length > 0)
    .map((one) => ({ ...one, within: one.words.map(isFoundWithin) }));

/** The first word that begins with what is asked, else -1; loops, because a letter asks a thousand labels. */
function beginsAt(words: readonly string[], asked: string): number {
  for (let at = 0; at < words.length; at += 1) if (words[at]?.startsWith(asked)) return at;
  return -1;
}

function rankOf(label: Reading, query: Asked): Rank | null {
  if (label.whole.startsWith(query.whole)) return [label.whole === query.whole ? SAME : BEGINS, 0];
  const { words } = query;
  let level = WORDS_BEGIN;
  for (let at = 0; at < words.length; at += 1) {
    const one = words[at] ?? '';
    if (beginsAt(label.words, one) >= 0) continue;
    if (!query.within[at] || !label.words.some((word) => word.includes(one))) return null;
    level = WITHIN;
  }
  const [first = ''] = words;
  const at =
    level === WORDS_BEGIN
      ? beginsAt(label.words, first)
      : label.words.findIndex((word) => word.includes(first));
  return [level, at];
}

const better = (a: Rank | null, b: Rank | null) =>
  a === null ? b : b === null || a[0] < b[0] || (a[0] === b[0] && a[1] <= b[1]) ? a : b;

export type Ranked<T> = Readonly<{
  rows: readonly T[];
  /** The first row is what was asked for: it alone is, or begins with, what was typed. */
  isClear: boolean;
  /** Some label is exactly what was typed. */
  isNamed: boolean;
}>;

type Prepared = readonly (readonly Reading[])[];
const prepared = new WeakMap<readonly Labelled[], Prepared>();

/** Reads the labels once, so that the first key of a search need not wait for it. */
function prepareOptions(options: readonly Labelled[]): Prepared {
  const known = prepared.get(options);
  if (known) return known;
  const labels = options.map((option) => read(option.label));
  prepared.set(options, labels);
  return labels;
}

/**
 * Options whose label answers the query, best first: start of the label, start of words, within words; then
 * the shorter, then as given.
 */
export function rankOptions<T extends Labelled>(options: readonly T[], query: string): Ranked<T> {
  const asked = askedBy(query);
  if (asked.length === 0) return { rows: query.trim() === '' ? options : [], isClear: false, isNamed: false };
  const labels = prepareOptions(options);
  const found: { option: T; rank: Rank; index: number }[] = [];
  for (const [index, option] of options.entries()) {
    let rank: Rank | null = null;
    for (const label of labels[index] ?? []) for (const one of asked) rank = better(rank, rankOf(label, one));
    if (rank) found.push({ option, rank, index });
  }
  found.sort(
    (a, b) =>
      a.rank[0] - b.rank[0] ||
      a.rank[1] - b.rank[1] ||
      a.option.label.length - b.option.label.length ||
      a.index - b.index,
  );
  const best = found[0]?.rank[0];
  const isClear = best !== undefined && best < WITHIN && found[1]?.rank[0] !== best;
  return { rows: found.map((one) => one.option), isClear, isNamed: best === SAME };
}
