import type { UsageByMapping } from '../item-usage';
import { add, compare, divide, type Exact, exact, isBeyond, isZero, ONE, subtract, ZERO } from '../quantity';
import type { RecipeSet } from '../recipe-explosion';
import type { PlanItem, PlanMapping } from '../resolve-item';
import { cutOff } from './cut-off';
import { changesOnParent } from './on-parent';
import { isForSomeParents, isSize, type ModifierRule, ruleFor, worksOnParent } from './rule';
import { foundOf, type SaleGroup } from './sale-groups';
import {
  type Change,
  mappingOf,
  NO_CHANGE,
  NO_TAKINGS,
  plus,
  scaled,
  type Takings,
  takingsOf,
  times,
  together,
} from './takings';
import type { Outcome, Worked } from './worked';

/** As of a mapping (R21): beyond it an amount is a mistake. */
const MAX_PER_PIECE = exact('1000000000');
const DEDUCTED: Outcome = { bucket: 'deducted', reason: null };
const noGoods = (reason: string): Outcome => ({ bucket: 'no_goods', reason });

/** Works out a sale: a group of lines with all that hangs on it, from the inside out (R37). */
export function workOut(group: SaleGroup, usage: UsageByMapping, recipeSet: RecipeSet): Worked {
  const sale = begin(group, null, []);
  finish(sale, []);
  return sale;

  /** Looked up; what works on the parent is worked out with the parent. */
  function begin(own: SaleGroup, parent: SaleGroup | null, above: readonly PlanItem[]): Worked {
    const looked = own.standing === 'counts' ? ruleFor(own.item, above) : null;
    const rule = looked?.rule ?? null;
    const worked: Worked = {
      group: own,
      rule,
      parent: looked?.parent ?? null,
      outcome: outcomeOf(own),
      takings: NO_TAKINGS,
      perPiece: NO_CHANGE,
      isStoodFor: false,
      base: null,
      ofWhole: null,
      isCut: false,
      modifiers: [],
    };
    if (!rule) {
      const { mapping } = own.item ?? {};
      if (own.standing === 'counts' && mapping?.state === 'mapped') take(worked, mapping);
      return worked;
    }
    const blocked = blockedBy(rule, own, parent);
    if (blocked) worked.outcome = blocked;
    else if (rule.effect === 'nothing') worked.outcome = { bucket: 'ignored', reason: null };
    else {
      worked.outcome = DEDUCTED;
      if (!worksOnParent(rule)) take(worked, mappingOf(rule));
    }
    return worked;
  }

  function take(worked: Worked, mapping: PlanMapping): void {
    const takings = takingsOf(mapping, usage, recipeSet);
    if ('reason' in takings) worked.outcome = { bucket: 'failed', reason: takings.reason };
    else setTakings(worked, takings);
  }

  function finish(own: Worked, parents: readonly PlanItem[]): void {
    if (own.group.children.length === 0) {
      own.base = baseOf(own);
      return;
    }
    const above = [...(own.group.item ? [own.group.item] : []), ...(isSize(own.rule) ? parents : [])];
    const hanging = [...own.group.children];
    for (const child of hanging) {
      const one = begin(child, own.group, above);
      own.modifiers.push(one);
      // A note only says something: what hangs on it is said of its parent.
      if (one.rule?.effect === 'nothing') hanging.push(...child.children);
    }
    const onParent = own.modifiers.filter(isPending);
    for (const one of own.modifiers) {
      if (!isPending(one) && one.rule?.effect !== 'nothing') finish(one, above);
    }
    const base = baseOf(own);
    own.base = base;
    const changes = changesOnParent(
      base ?? NO_TAKINGS,
      onParent.map(({ rule, group }) => ({ rule, perParent: divide(group.quantity, own.group.quantity) })),
      recipeSet.ingredients,
    );
    for (const [index, one] of onParent.entries()) {
      const change = changes[index] ?? NO_CHANGE;
      if (base === null) one.outcome = withoutBase(own);
      else if (change.size === 0) one.outcome = noGoods('parent_has_none');
      else setTakings(one, { ...NO_TAKINGS, change, recipeVersionIds: base.recipeVersionIds });
      // A size is the parent in that size: its own modifiers remove of all of it, and are cut with the
      // parent.
      if (base && one.rule.effect === 'scales') one.ofWhole = scaled(base, exact(one.rule.factor ?? '1'));
      finish(one, above);
    }
    if (!own.ofWhole) cutOff(own);
  }
}

function outcomeOf(group: SaleGroup): Outcome {
  const { bucket, reason } = foundOf(group) ?? noGoods('no_line');
  return { bucket, reason };
}

const isPending = (one: Worked): one is Worked & { rule: ModifierRule } =>
  one.rule !== null && one.outcome === DEDUCTED && worksOnParent(one.rule) && one.takings === NO_TAKINGS;

function setTakings(worked: Worked, takings: Takings): void {
  for (const amount of takings.change.values()) {
    if (!isBeyond(amount, MAX_PER_PIECE)) continue;
    worked.outcome = { bucket: 'failed', reason: 'usage_out_of_range' };
    return;
  }
  worked.takings = takings;
  worked.perPiece = takings.change;
}

/** Why a modifier does nothing, or nothing yet, where its rule cannot be followed. */
function blockedBy(rule: ModifierRule, own: SaleGroup, parent: SaleGroup | null): Outcome | null {
  const isOnParent = worksOnParent(rule);
  if (parent === null) return isOnParent ? noGoods(own.isOrphan ? 'parent_missing' : 'sold_alone') : null;
  switch (parent.standing) {
    case 'moves_nothing':
      // What hangs on something thrown away went with it (R16).
      return rule.effect === 'nothing' ? null : noGoods('parent_moves_no_goods');
    case 'held': {
      // What is said for a parent waits until it is known what the parent is.
      const isItsOwn = rule.effect === 'adds' || rule.effect === 'nothing';
      return isItsOwn && !isForSomeParents(rule) ? null : { bucket: 'held', reason: 'parent_held' };
    }
    case 'unreadable':
      return isOnParent ? { bucket: 'failed', reason: 'parent_failed' } : null;
    case 'counts': {
      const isOfParent = isOnParent || rule.effect === 'stands_for';
      return isOfParent && isZero(parent.quantity) ? noGoods('parent_voided') : null;
    }
  }
}

/**
 * What one parent takes, of which modifiers remove and scale: its own, or what stands for it; of a header
 * what its parts take. Null where nothing is known.
 */
function baseOf(parent: Worked): Takings | null {
  const { group, takings, modifiers } = parent;
  if (group.standing !== 'counts' || isZero(group.quantity)) return null;
  const each = ({ group: { quantity } }: Worked) => divide(quantity, group.quantity);
  const standIns = modifiers.filter(
    ({ rule, outcome }) => rule?.effect === 'stands_for' && outcome === DEDUCTED,
  );
  if (standIns.length > 0) {
    const rest = subtract(ONE, atMostOne(standIns.reduce((sum, one) => add(sum, each(one)), ZERO)));
    standIn(parent, rest);
    const instead = standIns.map((one) => scaled(one.base ?? one.takings, each(one)));
    return together(scaled(takings, rest), ...instead);
  }
  if (parent.ofWhole) return parent.ofWhole;
  if (takings.change.size > 0) return takings;
  const parts = modifiers.filter(({ rule }) => rule === null);
  if (parent.rule !== null || parent.outcome.bucket === 'failed' || parts.length === 0) return null;
  const sum = together(...parts.map((one) => ({ ...scaled(one.takings, each(one)), change: NO_CHANGE })));
  const change = times(plus(...parts.map(totalOf)), divide(ONE, group.quantity));
  return change.size === 0 ? null : { ...sum, change };
}

/** A parent that is stood for takes nothing itself; of several pieces the rest does. */
function standIn(parent: Worked, rest: Exact): void {
  parent.isStoodFor = true;
  parent.perPiece = times(parent.takings.change, rest);
  const isWhole =
    isZero(rest) && (parent.outcome.bucket === 'unmapped' || parent.outcome.bucket === 'failed');
  if (isWhole) parent.outcome = { bucket: 'deducted', reason: 'stood_for' };
}

const atMostOne = (sum: Exact): Exact => {
  if (compare(sum, ZERO) < 0) return ZERO;
  return compare(sum, ONE) > 0 ? ONE : sum;
};

/** What a group takes with all that hangs on it. */
function totalOf({ group, perPiece, modifiers }: Worked): Change {
  return plus(times(perPiece, group.quantity), ...modifiers.map(totalOf));
}

function withoutBase({ group, rule, outcome }: Worked): Outcome {
  if (outcome.bucket === 'held') return { bucket: 'held', reason: 'parent_held' };
  if (outcome.bucket === 'failed') return { bucket: 'failed', reason: 'parent_failed' };
  if (rule) return noGoods('parent_takes_nothing');
  const state = group.item?.mapping?.state ?? 'unmapped';
  return noGoods(state === 'ignored' ? 'parent_ignored' : 'parent_unmapped');
}
