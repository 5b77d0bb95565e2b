import { reasonKey } from './reason-key';

interface Named {
  id: string;
  name: string;
}

/** Names share at least half of their words, or of their pairs of letters. */
const SIMILAR = 0.5;

/**
 * The storage unit that a location's name points to: the one of the same name, else the most similar one,
 * else the only one there is for the only location there is; null where none does. Case and accents do not
 * count. Of several alike, those no other location is linked to come first.
 */
export function offerStorageUnit(
  location: string,
  units: readonly Named[],
  { taken, isOnlyLocation }: { taken: ReadonlySet<string>; isOnlyLocation: boolean },
): Named | null {
  const ranked = units
    .map((unit) => ({ unit, score: similarity(location, unit.name), isTaken: taken.has(unit.id) }))
    .filter(({ score }) => score >= SIMILAR)
    .toSorted(
      (a, b) =>
        b.score - a.score || Number(a.isTaken) - Number(b.isTaken) || (a.unit.name < b.unit.name ? -1 : 1),
    );
  const [best] = ranked;
  if (best) return best.unit;
  return isOnlyLocation && units.length === 1 ? (units[0] ?? null) : null;
}

/** From 0 to 1, the same names 1: how much of both lies in both. */
function similarity(a: string, b: string): number {
  const [one, other] = [wordsOf(a), wordsOf(b)];
  return Math.max(dice(one, other), dice(pairsOf(one), pairsOf(other)));
}
const wordsOf = (name: string) =>
  reasonKey(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
const pairsOf = (words: readonly string[]) => {
  const text = words.join(' ');
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2));
};
function dice(a: readonly string[], b: readonly string[]): number {
  const left = [...b];
  const shared = a.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
  return a.length + b.length === 0 ? 0 : (2 * shared) / (a.length + b.length);
}
