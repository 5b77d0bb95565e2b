import { groupBy } from '../group-by';
import type { ModifierRule } from '../modifiers/rule';
import { canonical, isDecimal } from '../quantity';
import type { BaseUnit } from '../units';
import type { Facts, HistoryChange, HistoryField, HistoryKind, HistoryValue, Known } from './values';

/**
 * What changed between what something was and what it is, as the audit log has both (R55). What is the same
 * on both sides is left out. `before` null: it was made, or what it was is not known; then what it is stands
 * alone.
 */
export function differences(
  kind: HistoryKind,
  before: Facts | null,
  after: Facts | null,
  known: Known,
): HistoryChange[] {
  if (after === null) return [];
  const field = (name: string, as: HistoryField, read: (value: unknown) => HistoryValue | null) =>
    fieldChange(name, as, before, after, read);
  switch (kind) {
    case 'item':
      return [...takesChange(before, after, known), ...ruleChanges(before, after, known)];
    case 'recipe':
      return [
        ...field('name', 'name', textOf),
        ...field('is_active', 'is_active', yesOrNo),
        ...lineChanges(before, after, known),
      ];
    case 'ingredient':
      return [
        ...field('name', 'name', textOf),
        ...field('base_unit', 'base_unit', unitOf),
        ...field('allergens', 'allergens', listOf),
        ...field('standard_cost', 'standard_cost', figureOf),
        ...field('minimum_quantity', 'minimum_quantity', figureOf),
        ...field('is_active', 'is_active', yesOrNo),
      ];
    case 'location':
      return [
        ...field('storage_unit_id', 'storage_unit', (value) => namedOf(value, known)),
        ...field('auto_transfer_paused', 'auto_transfer_paused', yesOrNo),
        ...field('is_activated', 'is_activated', yesOrNo),
      ];
  }
}

function fieldChange(
  name: string,
  field: HistoryField,
  before: Facts | null,
  after: Facts,
  read: (value: unknown) => HistoryValue | null,
): HistoryChange[] {
  if (!(name in after)) return [];
  const was = before !== null && name in before ? (read(before[name]) ?? NONE) : null;
  const is = read(after[name]) ?? NONE;
  return isSame(was ?? NONE, is) ? [] : [{ field, before: was, after: is }];
}

/** It was, or is, left empty; null would say that nobody knows. */
const NONE: HistoryValue = { kind: 'word', word: 'none' };
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const decimal = (value: unknown): string | null => {
  const said = text(value);
  return said !== null && isDecimal(said) ? canonical(said) : null;
};

function textOf(value: unknown): HistoryValue | null {
  const said = text(value);
  return said === null ? null : { kind: 'text', text: said };
}
function figureOf(value: unknown): HistoryValue | null {
  const figure = decimal(value);
  return figure === null ? null : { kind: 'figure', figure };
}
function unitOf(value: unknown): HistoryValue | null {
  const unit = text(value);
  return unit === null ? null : { kind: 'unit', unit: unit as BaseUnit };
}
const yesOrNo = (value: unknown): HistoryValue | null =>
  typeof value === 'boolean' ? { kind: 'word', word: value ? 'yes' : 'no' } : null;
function listOf(value: unknown): HistoryValue | null {
  const all = Array.isArray(value) ? value.flatMap((one) => text(one) ?? []) : [];
  return all.length === 0 ? null : { kind: 'text', text: all.join(', ') };
}
function namedOf(id: unknown, known: Known): HistoryValue | null {
  const said = text(id);
  return said === null ? null : { kind: 'text', text: known.get(said)?.name ?? said };
}

/** What one sold item takes. */
function takesChange(before: Facts | null, after: Facts, known: Known): HistoryChange[] {
  const takes = (facts: Facts | null): HistoryValue | null => {
    switch (facts?.state) {
      case 'mapped':
        return amountOf(facts, known);
      case 'ignored':
        return { kind: 'word', word: 'ignored' };
      case 'unmapped':
        return { kind: 'word', word: 'undecided' };
      default:
        return null;
    }
  };
  const [was, is] = [takes(before), takes(after)];
  return is === null || isSame(was, is) ? [] : [{ field: 'takes', before: was, after: is }];
}

function amountOf(facts: Facts, known: Known): Extract<HistoryValue, { kind: 'amount' }> {
  const id = text(facts.ingredient_id) ?? text(facts.recipe_id) ?? '';
  const trim = decimal(facts.trim_percent);
  return {
    kind: 'amount',
    name: known.get(id)?.name ?? '',
    quantity: decimal(facts.quantity) ?? '1',
    unit: (text(facts.unit) as BaseUnit | null) ?? known.get(id)?.unit ?? null,
    trim_percent: trim === '0' ? null : trim,
    adds_back: facts.is_subtraction === true,
  };
}

const objects = (facts: Facts | null, name: string): Facts[] => {
  const all = facts?.[name];
  return Array.isArray(all) ? all.filter((one): one is Facts => typeof one === 'object' && one !== null) : [];
};

/**
 * Lines of a recipe: added, removed, or with another amount. The same ingredient twice is paired in its
 * order; where nothing but the order changed, that is said.
 */
function lineChanges(before: Facts | null, after: Facts, known: Known): HistoryChange[] {
  if (!Array.isArray(after.lines)) return [];
  const [was, is] = [objects(before, 'lines'), objects(after, 'lines')];
  const changes = paired(was, is, targetOf).flatMap(([old, now]): HistoryChange[] => {
    const sides = {
      before: old ? amountOf(old, known) : null,
      after: now ? amountOf(now, known) : null,
    };
    return isSame(sides.before, sides.after) ? [] : [{ field: 'line', ...sides }];
  });
  const isReordered = before !== null && changes.length === 0 && !isSame(was.map(targetOf), is.map(targetOf));
  return isReordered ? [{ field: 'line_order', before: null, after: null }] : changes;
}
const targetOf = (line: Facts) => text(line.ingredient_id) ?? text(line.recipe_id) ?? '';

/** What is said of an item as a modifier, by whom it is said for. */
function ruleChanges(before: Facts | null, after: Facts, known: Known): HistoryChange[] {
  if (!Array.isArray(after.rules)) return [];
  const parentOf = (rule: Facts) => `${text(rule.parent_item_id)} ${text(rule.parent_accounting_group)}`;
  const pairs = paired(objects(before, 'rules'), objects(after, 'rules'), parentOf);
  return pairs.flatMap(([old, now]): HistoryChange[] => {
    const sides = { before: old ? ruleOf(old, known) : null, after: now ? ruleOf(now, known) : null };
    return isSame(sides.before, sides.after) ? [] : [{ field: 'rule', ...sides }];
  });
}

function ruleOf(rule: Facts, known: Known): HistoryValue {
  const nameOf = (id: unknown) => {
    const said = text(id);
    return said === null ? null : (known.get(said)?.name ?? '');
  };
  const target = text(rule.ingredient_id) ?? text(rule.recipe_id);
  return {
    kind: 'rule',
    parent_item_name: nameOf(rule.parent_item_id),
    parent_accounting_group: text(rule.parent_accounting_group),
    effect: (text(rule.effect) ?? 'nothing') as ModifierRule['effect'],
    name: nameOf(target) ?? '',
    replaces_name: nameOf(rule.replaces_ingredient_id),
    quantity: decimal(rule.quantity),
    unit: (text(rule.unit) as BaseUnit | null) ?? known.get(target ?? '')?.unit ?? null,
    factor: decimal(rule.factor),
    share: decimal(rule.share),
  };
}

/** Both lists side by side, what has the same key in one row: first as they are now, then what is gone. */
function paired(
  was: readonly Facts[],
  is: readonly Facts[],
  keyOf: (one: Facts) => string,
): [Facts | null, Facts | null][] {
  const left = groupBy(was, keyOf);
  const rows = is.map((now): [Facts | null, Facts | null] => [left.get(keyOf(now))?.shift() ?? null, now]);
  const gone = was.filter((old) => left.get(keyOf(old))?.includes(old));
  return [...rows, ...gone.map((old): [Facts | null, Facts | null] => [old, null])];
}
