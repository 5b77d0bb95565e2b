import { type Catalogue, inactiveSince } from './bearer';
import type { Mapping } from './expect-days';

/**
 * Under which name a line is sold, and what that makes of it (R38): written apart from the product, over all
 * sales at once, and for names that are alike or are not, beyond doubt.
 */
export interface SoldName {
  sku: string;
  name: string;
  day: string;
}
/** What a mapping was made for, the day it was, and what people said of other names since. */
export interface Naming {
  /** Undefined: any name. */
  names?: readonly string[] | undefined;
  on?: string | undefined;
  same: readonly string[];
  other: readonly { name: string; mapping: Mapping }[];
}

/** Letters and digits, without case and accents; words apart. */
const wordsOf = (name: string): string[] =>
  [...name.normalize('NFD').toLowerCase().replace(/ß/g, 'ss')]
    .filter((one) => !/\p{Mn}/u.test(one))
    .join('')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

export function isAlike(a: string, b: string): boolean {
  if (a === b) return true;
  const [one, two] = [wordsOf(a), wordsOf(b)];
  if (one.join('') === two.join('')) return one.length > 0;
  if (one.length !== two.length) return false;
  return one.every((word, at) => word === two[at] || isSlip(word, two[at] ?? ''));
}

/** Two letters next to each other changed places, in a word of five or more. */
function isSlip(a: string, b: string): boolean {
  if (a.length !== b.length || a.length < 5 || /\d/.test(a + b)) return false;
  const wrong = [...a].flatMap((letter, at) => (letter === b[at] ? [] : [at]));
  const [first = 0, second = 0] = wrong;
  return wrong.length === 2 && second === first + 1 && a[first] === b[second] && a[second] === b[first];
}

export type As = 'itself' | 'held' | { name: string; mapping: Mapping };

export function soldAs(name: string | undefined, naming: Naming, adopted: string | undefined): As {
  if (name === undefined) return 'itself';
  const { names, same, other } = naming;
  const own = names && [...names, ...(adopted === undefined ? [] : [adopted]), ...same];
  for (const alike of [(one: string) => one === name, (one: string) => isAlike(one, name)]) {
    const split = other.find((one) => alike(one.name));
    if (split) return split;
    if (!own || own.some(alike)) return 'itself';
  }
  return 'held';
}

const utcDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** While the SKU was the item's, where another had it before or after: days from and to, by each turn. */
function turnsOf(item: string, sku: string, history: readonly Catalogue[]): { from: string; to: string }[] {
  const ids = new Set(history.flatMap(({ items }) => items.map(({ lightspeedId }) => lightspeedId)));
  const spansOf = (id: string) => {
    const spans: { since: number; until: number }[] = [];
    for (const { at, items } of history) {
      const has = items.some((one) => one.lightspeedId === id && one.sku === sku);
      const last = spans.at(-1);
      if (has && (!last || last.until !== Number.POSITIVE_INFINITY))
        spans.push({ since: at, until: Number.POSITIVE_INFINITY });
      if (!has && last && last.until === Number.POSITIVE_INFINITY) last.until = at;
    }
    return spans;
  };
  const others = [...ids]
    .filter((id) => id !== item)
    .flatMap((id) =>
      spansOf(id).map(({ since, until }) => ({ since, end: Math.min(until, inactiveSince(id, history)) })),
    );
  return spansOf(item).map(({ since, until }) => ({
    from: others.some(({ end }) => end <= since) ? utcDay(since) : '',
    to: until < Number.POSITIVE_INFINITY && others.some((one) => one.since >= until) ? utcDay(until) : '9999',
  }));
}

/** Sales of the SKUs an item bore, while they were its own. */
function salesOf(item: string, history: readonly Catalogue[], sold: readonly SoldName[]): SoldName[] {
  const skus = new Set(
    history.flatMap(({ items }) =>
      items.flatMap((one) => (one.lightspeedId === item && one.sku !== null ? [one.sku] : [])),
    ),
  );
  return [...skus].flatMap((sku) =>
    turnsOf(item, sku, history).flatMap(({ from, to }) => {
      // Only the days on which a name was sold first and last are known of it.
      const daysOf = new Map<string, string[]>();
      for (const one of sold)
        if (one.sku === sku) daysOf.set(one.name, [...(daysOf.get(one.name) ?? []), one.day]);
      return [...daysOf].flatMap(([name, days]) => {
        const [first = '', last = ''] = [days.sort()[0], days.sort().at(-1)];
        if (last < from || first > to) return [];
        return [
          { sku, name, day: first < from ? from : first },
          { sku, name, day: last > to ? to : last },
        ];
      });
    }),
  );
}

/** The name last sold of an item's present SKU, or of the one it had when it was taken from the catalogue. */
export function lastName(
  item: string,
  history: readonly Catalogue[],
  sold: readonly SoldName[],
): string | undefined {
  const present = history
    .flatMap(({ items }) => items.filter(({ lightspeedId }) => lightspeedId === item))
    .at(-1)?.sku;
  if (present === undefined || present === null) return undefined;
  const from = turnsOf(item, present, history).at(-1)?.from ?? '';
  const its = sold.filter(({ sku, day }) => sku === present && day >= from);
  const last = its
    .map(({ day }) => day)
    .sort()
    .at(-1);
  return its
    .filter(({ day }) => day === last)
    .map(({ name }) => name)
    .sort()[0];
}

/**
 * What the mapping took over: it was sold so when it was saved, or first after, and never before as itself.
 */
export function adopted(
  item: string,
  { names, on = '' }: Naming,
  history: readonly Catalogue[],
  sold: readonly SoldName[],
): string | undefined {
  if (!names) return undefined;
  const sales = salesOf(item, history, sold);
  const names_ = [...new Set(sales.map(({ name }) => name))];
  const daysOf = (name: string) =>
    sales
      .filter((one) => one.name === name)
      .map(({ day }) => day)
      .sort();
  // A name sold from before the day to after it counts as sold on the day.
  const near = names_.map((name) => {
    const days = daysOf(name);
    const [first = '', last = ''] = [days[0], days.at(-1)];
    return { name, first, at: first >= on ? first : last < on ? last : on };
  });
  // The day of the save is over only after it.
  const before = near.filter(({ first }) => first < on);
  const known = before.length > 0 ? before : near;
  const day =
    before.length > 0
      ? before
          .map(({ at }) => at)
          .sort()
          .at(-1)
      : near.map(({ at }) => at).sort()[0];
  if (day === undefined) return undefined;
  if (known.some(({ name, first }) => first <= day && names.some((own) => isAlike(own, name))))
    return undefined;
  return known
    .filter(({ at }) => at === day)
    .map(({ name }) => name)
    .sort()[0];
}
