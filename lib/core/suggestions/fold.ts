/** Small letters without accents; ä, ae and a are one, so are ß and ss: tills leave umlauts out. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('ı', 'i')
    .replaceAll('ł', 'l')
    .replace(/ae|oe|(?<![aeq])ue/g, (pair) => pair.charAt(0));
}

/** Stems worked out, at most so many: the same words come again and again. */
const KEPT = 50_000;
const STEMS = new Map<string, string>();
const DIMINUTIVE = /(chen|lein|erl|(?<!e)li|(?<=el)i|la|le)$/;
const ENDING = /(ern|io|en|es|er|em|e|n|s|i|o|a|x)$/;

/**
 * What is left of a folded word without its ending, the same for singular and plural in four languages: pizza
 * and pizze, Zwiebel and Zwiebeln, fromage and fromages. At least three letters stay.
 */
export function stem(word: string): string {
  if (word.length < 4) return word;
  const kept = STEMS.get(word);
  if (kept !== undefined) return kept;
  if (STEMS.size >= KEPT) STEMS.clear();
  const found = stemOf(word);
  STEMS.set(word, found);
  return found;
}

function stemOf(word: string): string {
  const small = word.length >= 7 ? word.replace(DIMINUTIVE, '') : word;
  const base = small.length >= 4 ? small : word;
  const short = base.replace(ENDING, '');
  const once = short.length >= 3 ? short : base;
  // gateaux, spaghettis: an s behind another ending.
  const twice = once.length >= 6 && /[snx]$/.test(base) ? once.replace(/(e|i|o|a)$/, '') : once;
  return twice;
}

/** Brötchen, Würstli: a small one, and often another thing. */
export const isDiminutive = (word: string) => word.length >= 7 && DIMINUTIVE.test(word);

/**
 * Whether `a` becomes `b` with at most `limit` letters changed, left out, put in or swapped with their
 * neighbour, and how many it takes; `limit` + 1 when it takes more (optimal string alignment).
 */
export function typos(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      row.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}
