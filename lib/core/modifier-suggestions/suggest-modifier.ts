import { compare, divide, type Exact, exact, isZero, roundHalfEven, ZERO } from '../quantity';
import type { KitchenIndex, Target } from '../suggestions/kitchen-index';
import { suggestFor } from '../suggestions/suggest';
import type { SoldItem, Suggestion } from '../suggestions/types';
import { asSpoken, type BaseUnit, convert } from '../units';
import { findParts, type NamedPart } from './find-part';
import type { Part } from './parts';
import type { ModifierSuggestion, SuggestedRule } from './types';
import { readWish, type Wish } from './wish';

const NOTHING: SuggestedRule = {
  effect: 'nothing',
  targetType: null,
  targetId: null,
  replacesId: null,
  quantity: null,
  unit: null,
  factor: null,
  share: null,
};
/** Of "wenig": what a kitchen leaves out is about half. */
const HALF = '0.5';

/**
 * Suggests what a modifier does under parents (R37, R41), by its name and what each of them takes; the name
 * is read once. Null where nothing can be said of it: the parent takes nothing known, or nothing fits.
 */
export class ModifierSuggester {
  private readonly wish: Wish;
  private readonly targets: ReadonlyMap<string, Target>;

  constructor(
    private readonly item: SoldItem,
    private readonly index: KitchenIndex,
    targets?: ReadonlyMap<string, Target>,
  ) {
    this.wish = readWish(item.name);
    this.targets = targets ?? targetsOf(index);
  }

  /** `parts`: what one parent takes; null = whatever the parent. */
  under(parts: readonly Part[] | null): ModifierSuggestion | null {
    const named = (parts ?? []).flatMap((part) => {
      const target = this.targets.get(`${part.type}:${part.id}`);
      return target ? [{ ...part, target }] : [];
    });
    const within = named.filter(({ isWhole, type }) => !isWhole || type === 'ingredient');
    const { wish } = this;
    switch (wish.kind) {
      case 'note':
        return { rule: NOTHING, reason: { code: 'is_note', params: { word: wish.word } } };
      case 'size':
        return {
          rule: { ...NOTHING, effect: 'scales', factor: wish.factor },
          reason: { code: 'says_size', params: { word: wish.word } },
        };
      case 'measure':
        return poured(wish, within);
      case 'without':
        return this.removal(wish.what, within, parts === null);
      case 'less':
        return this.removal(wish.what, within, parts === null, HALF);
      case 'instead':
        return this.swap(wish.choices, named);
      case 'extra':
        return this.addition(wish.what, within, parts === null);
      case 'plain':
        return this.kin(within) ?? this.addition(wish.what, within, parts === null);
    }
  }

  private removal(
    what: string,
    parts: readonly NamedPart[],
    isForAll: boolean,
    share = '1',
  ): ModifierSuggestion | null {
    const [part] = findParts(what, parts, this.index);
    if (part) {
      const isPartly =
        part.type === 'ingredient' && !isZero(part.own) && compare(part.own, part.quantity) < 0;
      const own = isPartly ? roundHalfEven(divide(part.own, part.quantity)) : '1';
      const code = isPartly ? 'parent_has_own' : 'parent_has';
      return {
        rule: { ...NOTHING, effect: 'removes', ...targetOf(part.target), share: timesShare(own, share) },
        reason: {
          code,
          params: { name: part.target.name, ...amountOf(isPartly ? part.own : part.quantity, part) },
        },
      };
    }
    const [known] = this.known(what).filter(({ type }) => type === 'ingredient');
    if (!known) return null;
    if (!isForAll && parts.length > 0)
      return { rule: NOTHING, reason: { code: 'parent_has_none', params: { name: known.name } } };
    if (!isForAll) return null;
    return {
      rule: { ...NOTHING, effect: 'removes', targetType: 'ingredient', targetId: known.id, share },
      reason: { code: 'like_item', params: { name: known.name } },
    };
  }

  /** As much as the parent has; a parent without it follows the others, and the name says it for all. */
  private addition(what: string, parts: readonly NamedPart[], isForAll: boolean): ModifierSuggestion | null {
    const [part] = findParts(what, parts, this.index);
    if (part) {
      const portion = isZero(part.own) ? part.quantity : part.own;
      const amount = amountOf(portion, part);
      return {
        rule: {
          ...NOTHING,
          effect: 'adds',
          ...targetOf(part.target),
          quantity: amount.quantity,
          unit: (amount.unit || null) as BaseUnit | null,
        },
        reason: { code: 'portion_of_parent', params: { name: part.target.name, ...amount } },
      };
    }
    const { verdict, suggestions, reasons } = suggestFor({ ...this.item, name: what }, this.index);
    if (verdict === 'ignore') {
      const word = reasons.flatMap(({ params }) => params.word ?? [])[0] ?? what;
      return { rule: NOTHING, reason: { code: 'is_note', params: { word } } };
    }
    const [first] = suggestions;
    return isForAll && verdict === 'map' && first ? adds(first) : null;
  }

  /** "Salad instead of fries": what goes is a part of the parent, or the parent itself. */
  private swap(
    choices: readonly { old: string; other: string }[],
    parts: readonly NamedPart[],
  ): ModifierSuggestion | null {
    for (const { old, other } of choices) {
      const going = findParts(old, parts, this.index);
      const coming = this.known(other);
      const [first] = coming;
      if (going.length === 0 || !first) continue;
      const goes = going.find(({ type }) => type === 'ingredient') ?? this.mainOf(going[0], parts);
      const comes = coming.find(({ type }) => type === 'ingredient');
      const [whole] = going;
      if (whole?.isWhole || !goes || !comes)
        return standsFor(coming.find(({ type }) => type === whole?.type) ?? first);
      return replaces(goes, comes);
    }
    return null;
  }

  /** What a sub-recipe is mainly made of: fries are potatoes. */
  private mainOf(part: NamedPart | undefined, parts: readonly NamedPart[]): NamedPart | undefined {
    if (part?.type !== 'recipe') return undefined;
    const inside = new Set(part.target.ingredients.flatMap(({ atoms }) => atoms.map(({ text }) => text)));
    return parts
      .filter(
        ({ type, target }) =>
          type === 'ingredient' && target.own.name.atoms.some(({ text }) => inside.has(text)),
      )
      .sort((a, b) => compare(b.quantity, a.quantity))[0];
  }

  /** Oat milk under a cappuccino takes the place of its milk: one word is the other with more before it. */
  private kin(parts: readonly NamedPart[]): ModifierSuggestion | null {
    const [first] = this.known(this.item.name).filter(({ type }) => type === 'ingredient');
    if (!first || parts.some(({ id }) => id === first.id)) return null;
    const name = first.name.toLowerCase();
    const kin = parts.find(({ type, target }) => {
      const other = target.name.toLowerCase();
      return type === 'ingredient' && other.length >= 4 && name !== other && name.endsWith(other);
    });
    return kin ? replaces(kin, first) : null;
  }

  /** What words mean in this kitchen, best first. */
  private known(words: string): readonly Suggestion[] {
    const found = suggestFor({ ...this.item, name: words, price: null, group: null }, this.index);
    return found.verdict === 'map' ? found.suggestions : [];
  }
}

/** Targets of a kitchen by type and id. */
export const targetsOf = ({ targets }: KitchenIndex): ReadonlyMap<string, Target> =>
  new Map(targets.map((target) => [`${target.type}:${target.id}`, target]));

const targetOf = ({ type, id }: Pick<Target, 'type' | 'id'>) => ({ targetType: type, targetId: id });

const timesShare = (own: string, share: string): string =>
  share === '1' ? own : roundHalfEven(divide(exact(own), exact('2')));

/** As a cook says it: 33 g, not 33.333333 g. */
function amountOf(amount: Exact, { baseUnit }: Part): { quantity: string; unit: string } {
  if (baseUnit === null) return { quantity: roundHalfEven(amount, 2), unit: '' };
  const said = asSpoken(amount, baseUnit);
  const digits = compare(said.amount, exact('10')) >= 0 ? 0 : 2;
  return { quantity: roundHalfEven(said.amount, digits), unit: said.unit };
}

const adds = (one: Suggestion): ModifierSuggestion => ({
  rule: {
    ...NOTHING,
    effect: 'adds',
    ...targetOf(one),
    quantity: one.quantity,
    unit: one.unit,
  },
  reason: { code: 'usual_portion', params: { name: one.name, quantity: one.quantity, unit: one.unit ?? '' } },
});

const standsFor = (one: Suggestion): ModifierSuggestion => ({
  rule: {
    ...NOTHING,
    effect: 'stands_for',
    ...targetOf(one),
    quantity: one.quantity,
    unit: one.unit,
  },
  reason: { code: 'takes_place', params: { name: one.name } },
});

const replaces = (goes: NamedPart, comes: Pick<Suggestion, 'id' | 'name'>): ModifierSuggestion => ({
  rule: {
    ...NOTHING,
    effect: 'replaces',
    targetType: 'ingredient',
    targetId: comes.id,
    replacesId: goes.id,
    factor: '1',
  },
  reason: { code: 'takes_place', params: { name: comes.name, of: goes.target.name } },
});

/** "5 dl" under a beer: the parent is poured in that size. */
function poured(
  { quantity, unit }: Extract<Wish, { kind: 'measure' }>,
  parts: readonly NamedPart[],
): ModifierSuggestion | null {
  const [part] = parts;
  if (parts.length !== 1 || !part || part.baseUnit === null) return null;
  const inBase = convert(exact(quantity), unit, part.baseUnit);
  if (!inBase || compare(inBase, ZERO) <= 0) return null;
  return {
    rule: { ...NOTHING, effect: 'stands_for', ...targetOf(part.target), quantity, unit },
    reason: { code: 'says_measure', params: { name: part.target.name, quantity, unit } },
  };
}
