import { stem } from './fold';
import type { Target } from './kitchen-index';
import type { Name } from './names';
import type { DecidedItem } from './types';
import { formOf, likeness } from './word-likeness';

/** What the company's own decisions teach (R41): its glass, its "klein", its usual quantity in a group. */
export interface Habits {
  /** Words for a size (glass, single, half …) → litres, as its mappings use them. */
  litresOfWord: ReadonlyMap<string, readonly number[]>;
  /** Group → litres of what was sold there. */
  litresOfGroup: ReadonlyMap<string, readonly number[]>;
  /** A word of the name that the target lacks → portions: "klein" 0.6, "Familien" 2.5. */
  portionsOfWord: ReadonlyMap<string, readonly { portions: number; group: string | null }[]>;
  /** Target's place → what its items take, with their names. */
  amountsOfTarget: ReadonlyMap<number, readonly Amount[]>;
  ignoredInGroup: ReadonlyMap<string, { ignored: number; mapped: number }>;
  /** Whether this kitchen says dl, or pints. */
  saysDecilitres: boolean;
  saysPints: boolean;
}

export interface Amount {
  quantity: string;
  unit: DecidedMapping['unit'];
  name: Name;
  item: DecidedItem;
}
type DecidedMapping = Extract<DecidedItem['decision'], { kind: 'mapped' }>;

const LITRES_IN = { l: 1, cl: 0.01, ml: 0.001 } as const;
const STANDARD_BOTTLE = { wine: 0.75, spirit: 0.7 } as const;

/** Litres in one bottle of a target; from its name, else of its kind; null where neither says. */
export function bottleLitres(target: Target, isWine: boolean): { litres: number; isStated: boolean } | null {
  const stated = target.own.name.sizes.measure?.litres ?? null;
  if (stated !== null) return { litres: stated, isStated: true };
  if (isWine || target.categories.has('wine')) return { litres: STANDARD_BOTTLE.wine, isStated: false };
  if (target.categories.has('spirit')) return { litres: STANDARD_BOTTLE.spirit, isStated: false };
  return null;
}

function litresOf(decision: DecidedMapping, target: Target): number | null {
  const quantity = Number(decision.quantity);
  const unit = decision.unit ?? target.unit;
  if (unit === 'l' || unit === 'cl' || unit === 'ml') return Number((quantity * LITRES_IN[unit]).toFixed(6));
  // A part of a bottle without a stated size: of wine.
  if (unit !== 'bottle' || quantity >= 1) return null;
  const size = bottleLitres(target, true);
  return size === null ? null : Number((quantity * size.litres).toFixed(4));
}

/** The words for a size in a name, as keys of `litresOfWord`. */
export function sizeKeys(name: Name): string[] {
  const { vessel, fraction, portion } = name.sizes;
  return [vessel, fraction, portion].filter((key) => key !== null);
}

const put = <K, V>(map: Map<K, V[]>, key: K, value: V) => map.set(key, [...(map.get(key) ?? []), value]);

export function learnHabits(
  decided: readonly DecidedItem[],
  names: ReadonlyMap<DecidedItem, Name>,
  targets: readonly Target[],
  placeOf: ReadonlyMap<string, number>,
): Habits {
  const litresOfWord = new Map<string, number[]>();
  const litresOfGroup = new Map<string, number[]>();
  const portionsOfWord = new Map<string, { portions: number; group: string | null }[]>();
  const amountsOfTarget = new Map<number, Amount[]>();
  const ignoredInGroup = new Map<string, { ignored: number; mapped: number }>();
  for (const item of decided) {
    const { decision, group } = item;
    if (group !== null) {
      const counts = ignoredInGroup.get(group) ?? { ignored: 0, mapped: 0 };
      if (decision.kind === 'ignored') counts.ignored += 1;
      else counts.mapped += 1;
      ignoredInGroup.set(group, counts);
    }
    if (decision.kind === 'ignored') continue;
    const place = placeOf.get(`${decision.type}:${decision.id}`);
    const target = place === undefined ? undefined : targets[place];
    const name = names.get(item);
    if (place === undefined || target === undefined || name === undefined) continue;
    if ((amountsOfTarget.get(place)?.length ?? 0) < 12) {
      put(amountsOfTarget, place, {
        quantity: decision.quantity,
        unit: decision.unit ?? target.unit,
        name,
        item,
      });
    }
    if (target.type === 'recipe') {
      for (const word of extraWords(name, target)) {
        put(portionsOfWord, word, { portions: Number(decision.quantity), group });
      }
      continue;
    }
    const litres = litresOf(decision, target);
    if (litres === null) continue;
    if (group !== null) put(litresOfGroup, group, litres);
    for (const key of name.sizes.measure === null ? sizeKeys(name) : []) put(litresOfWord, key, litres);
  }
  const all = [...names.values(), ...targets.map((target) => target.own.name)];
  return {
    litresOfWord,
    litresOfGroup,
    portionsOfWord,
    amountsOfTarget,
    ignoredInGroup,
    saysDecilitres: all.some(
      ({ sizes }) =>
        sizes.measure?.unit === 'cl' &&
        (sizes.measure.litres ?? 0) >= 0.1 &&
        Number(sizes.measure.quantity) % 10 === 0 &&
        sizes.measure.litres !== 0.5,
    ),
    saysPints:
      all.some(({ sizes }) => sizes.vessel === 'pint') || (litresOfWord.get('pint')?.length ?? 0) > 0,
  };
}

const SAME_WORD = 0.6;

/** Words of an item's name that say how much of a recipe it is: those that its target lacks, also cut. */
export function extraWords(name: Name, target: Target): string[] {
  const own = target.own.name.atoms;
  const forms = own.map((atom) => formOf(atom.text));
  const concepts = new Set(own.flatMap((atom) => atom.concepts));
  const words = name.atoms
    .filter((atom) => atom.role !== 'link' && atom.role !== 'number')
    .filter((atom) => !atom.concepts.some((concept) => concepts.has(concept)))
    .filter(({ text, isCut }) => {
      const written = { ...formOf(text), isCut };
      return forms.every((form) => likeness(written, form) < SAME_WORD);
    })
    .map((atom) => stem(atom.text));
  return [...words, ...sizeKeys(name).map((key) => `=${key}`)];
}

/** The value that most of them have; null when they are divided. */
export function usual(values: readonly number[]): { value: number; share: number } | null {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!best) return null;
  return { value: best[0], share: best[1] / values.length };
}
