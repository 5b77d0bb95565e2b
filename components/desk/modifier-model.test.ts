import { describe, expect, it } from 'vitest';
import type { Modifier, SaidRule, SuggestedEffect } from '@/lib/contracts/modifiers';
import { countsFor, isSaidWhereSold, modifierRows, newOfferFor, offerFor, rulesWith } from './modifier-model';

const effect = {
  effect: 'removes' as const,
  mapped_object_type: 'ingredient' as const,
  mapped_object_id: 'cheddar',
  mapped_object_name: 'Cheddar',
  replaces_ingredient_id: null,
  replaces_ingredient_name: null,
  quantity: null,
  unit: null,
  factor: null,
  share: '1',
};
const offer = (more: Partial<SuggestedEffect> = {}): SuggestedEffect => ({
  ...effect,
  reason: { code: 'parent_has', params: {} },
  ...more,
});
const rule = (more: Partial<SaidRule> = {}): SaidRule => ({
  ...effect,
  id: 'rule',
  parent_item_id: null,
  parent_item_name: null,
  parent_accounting_group: null,
  ...more,
});
const parent = (item_id: string, group: string | null, suggestion: SuggestedEffect | null = offer()) => ({
  item_id,
  name: item_id,
  accounting_group: group,
  lines: 2,
  quantity: '3',
  net_value: '4.50',
  suggestion,
});
const modifier = (more: Partial<Modifier> = {}): Modifier => ({
  item_id: 'without',
  sku: '912',
  name: 'ohne Käse',
  accounting_group: 'Zusätze',
  lines: 6,
  quantity: '9',
  net_value: '0',
  version: 0,
  effective_from: null,
  rules: [],
  suggested_rules: [],
  parents: [parent('burger', 'Burger'), parent('cheeseburger', 'Burger'), parent('pizza', 'Pizza')],
  ...more,
});
const OPEN = new Set(['without']);
const rowsOf = (more: Partial<Modifier> = {}) => modifierRows([modifier(more)], OPEN, '');
const rowOf = (name: string, more: Partial<Modifier> = {}) => {
  const row = rowsOf(more).find((one) => one.name === name);
  if (!row) throw new Error(`no row ${name}`);
  return row;
};

describe('rows', () => {
  it('are modifiers, and of those that are open the parents by accounting group', () => {
    expect(modifierRows([modifier()], new Set(), '').map(({ name }) => name)).toEqual(['ohne Käse']);
    expect(rowsOf().map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'all ohne Käse',
      'group Burger',
      'parent burger',
      'parent cheeseburger',
      'parent pizza',
    ]);
    expect(rowOf('Burger').sold).toEqual({ lines: 4, quantity: '6', net_value: '9.00' });
    expect(modifierRows([modifier()], OPEN, 'kase')).toHaveLength(5);
    expect(modifierRows([modifier()], OPEN, 'speck')).toEqual([]);
  });

  it('also for parents and groups that something is said for and that were not sold', () => {
    const rules = [
      rule({ parent_item_id: 'salad', parent_item_name: 'Salad' }),
      rule({ parent_accounting_group: 'Pasta' }),
    ];
    expect(rowsOf({ rules }).map(({ name }) => name)).toContain('Salad');
    expect(rowsOf({ rules }).map(({ name }) => name)).toContain('Pasta');
  });
});

describe('what is decided (R43)', () => {
  const burger = rule({ parent_item_id: 'burger' });
  it.each<[string, SaidRule[], boolean]>([
    ['nothing is said', [], false],
    ['for all', [rule()], true],
    ['for one parent of three', [burger], false],
    ['for a group of two, not for the third', [rule({ parent_accounting_group: 'Burger' })], false],
    ['for each', [rule({ parent_accounting_group: 'Burger' }), rule({ parent_item_id: 'pizza' })], true],
  ])('%s', (_, rules, isDecided) => {
    expect(isSaidWhereSold(modifier({ rules }))).toBe(isDecided);
  });
  it('is not what was sold under nothing, unless it is said for all', () => {
    expect(isSaidWhereSold(modifier({ rules: [burger], parents: [] }))).toBe(false);
    expect(isSaidWhereSold(modifier({ rules: [rule()], parents: [] }))).toBe(true);
  });
});

describe('what counts (R37)', () => {
  const rules = [
    rule(),
    rule({ parent_accounting_group: 'Burger', share: '0.5' }),
    rule({ parent_item_id: 'burger', effect: 'nothing' }),
  ];
  it.each([
    ['ohne Käse', '1', true],
    ['Burger', '0.5', true],
    ['cheeseburger', '0.5', false],
    ['pizza', '1', false],
  ])('%s: share %s, its own %s', (name, share, isOwn) => {
    expect(countsFor(rowOf(name, { rules }))).toMatchObject({ rule: { share }, isOwn });
  });
  it('a parent before its group', () => {
    expect(countsFor(rowOf('burger', { rules }))).toMatchObject({ rule: { effect: 'nothing' }, isOwn: true });
    expect(countsFor(rowOf('burger'))).toBeNull();
  });
});

describe('what is offered', () => {
  it('of a group where its parents agree', () => {
    expect(offerFor(rowOf('Burger'))).toMatchObject({ effect: 'removes' });
    const parents = [parent('burger', 'Burger'), parent('cheeseburger', 'Burger', offer({ share: '0.5' }))];
    expect(offerFor(rowOf('Burger', { parents }))).toBeNull();
  });
  it('only while it would change what counts', () => {
    expect(newOfferFor(rowOf('pizza'))).not.toBeNull();
    expect(newOfferFor(rowOf('pizza', { rules: [rule()] }))).toBeNull();
    const mozzarella = offer({ mapped_object_id: 'mozzarella' });
    const parents = [parent('pizza', 'Pizza', mozzarella)];
    expect(newOfferFor(rowOf('pizza', { rules: [rule()], parents }))).toEqual(mozzarella);
    const none = offer({ effect: 'nothing', reason: { code: 'parent_has_none', params: {} } });
    expect(
      newOfferFor(rowOf('pizza', { rules: [rule()], parents: [parent('pizza', null, none)] })),
    ).toBeNull();
  });
});

it('a rule is put in, replaced and taken out without touching the others', () => {
  const rules = [rule(), rule({ parent_item_id: 'burger', share: '0.5' })];
  const burger = rowOf('burger', { rules });
  expect(
    rulesWith(burger, {
      ...effect,
      effect: 'nothing',
      mapped_object_type: null,
      mapped_object_id: null,
      share: null,
    }),
  ).toEqual([
    { parent_item_id: 'burger', effect: 'nothing' },
    { effect: 'removes', mapped_object_type: 'ingredient', mapped_object_id: 'cheddar', share: '1' },
  ]);
  expect(rulesWith(burger, null)).toHaveLength(1);
  expect(rulesWith(rowOf('pizza', { rules }), effect)).toHaveLength(3);
});
