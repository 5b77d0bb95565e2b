import { describe, expect, it } from 'vitest';
import { differences } from './differences';
import type { Facts, Known } from './values';

const known: Known = new Map([
  ['koelsch', { name: 'Kölsch', unit: 'l' }],
  ['tomato', { name: 'Tomato', unit: 'kg' }],
  ['salt', { name: 'Salt', unit: 'g' }],
  ['sauce', { name: 'Sauce', unit: null }],
  ['cellar', { name: 'Cellar', unit: null }],
  ['pizza', { name: 'Pizza', unit: null }],
]);
const mapped = (more: Facts = {}): Facts => ({
  state: 'mapped',
  ingredient_id: 'koelsch',
  recipe_id: null,
  quantity: '0.3',
  unit: null,
  is_subtraction: false,
  ...more,
});
const beer = (quantity: string, more = {}) => ({
  kind: 'amount',
  name: 'Kölsch',
  quantity,
  unit: 'l',
  trim_percent: null,
  adds_back: false,
  ...more,
});

describe('what changed of an item (R55)', () => {
  const of = (before: Facts | null, after: Facts | null) => differences('item', before, after, known);

  it('is what one sale takes, before and after', () => {
    expect(of(mapped(), mapped({ quantity: '0.4' }))).toEqual([
      { field: 'takes', before: beer('0.3'), after: beer('0.4') },
    ]);
    expect(of({ state: 'unmapped' }, mapped())).toEqual([
      { field: 'takes', before: { kind: 'word', word: 'undecided' }, after: beer('0.3') },
    ]);
    expect(of(mapped({ is_subtraction: true, unit: 'cl', quantity: '30' }), { state: 'ignored' })).toEqual([
      {
        field: 'takes',
        before: beer('30', { unit: 'cl', adds_back: true }),
        after: { kind: 'word', word: 'ignored' },
      },
    ]);
  });

  it('is nothing where only the way of writing a figure differs, or where nothing is known', () => {
    expect(of(mapped({ quantity: '0.300' }), mapped())).toEqual([]);
    expect(of(null, null)).toEqual([]);
    expect(of(null, { predecessor_id: 'x' })).toEqual([]);
  });

  it('is what it is alone where nobody knows what it was', () => {
    expect(of(null, mapped())).toEqual([{ field: 'takes', before: null, after: beer('0.3') }]);
  });

  it('is each rule of a modifier that came, went or changed, by whom it is said for', () => {
    const adds = { effect: 'adds', ingredient_id: 'salt', quantity: '5' };
    const rule = (more: object) => ({
      kind: 'rule',
      parent_item_name: null,
      parent_accounting_group: null,
      effect: 'adds',
      name: 'Salt',
      replaces_name: null,
      quantity: '5',
      unit: 'g',
      factor: null,
      share: null,
      ...more,
    });
    const before = { rules: [adds, { ...adds, parent_item_id: 'pizza' }] };
    const after = {
      rules: [
        { ...adds, quantity: '6' },
        { parent_accounting_group: 'Soups', effect: 'nothing' },
      ],
    };
    expect(of(before, after)).toEqual([
      { field: 'rule', before: rule({}), after: rule({ quantity: '6' }) },
      {
        field: 'rule',
        before: null,
        after: rule({
          parent_accounting_group: 'Soups',
          effect: 'nothing',
          name: '',
          quantity: null,
          unit: null,
        }),
      },
      { field: 'rule', before: rule({ parent_item_name: 'Pizza' }), after: null },
    ]);
  });
});

describe('what changed of a recipe (R55)', () => {
  const line = (id: string, quantity: string, more: Facts = {}): Facts =>
    id === 'sauce'
      ? { recipe_id: id, quantity, unit: null, trim_percent: '0', ...more }
      : { ingredient_id: id, quantity, unit: null, trim_percent: '0', ...more };
  const of = (before: Facts[] | null, after: Facts[]) =>
    differences('recipe', before && { name: 'Soup', lines: before }, { name: 'Soup', lines: after }, known);
  const said = (changes: ReturnType<typeof of>) =>
    changes.map(({ field, before, after }) => [
      field,
      ...[before, after].map((one) =>
        one?.kind === 'amount'
          ? `${one.quantity} ${one.unit} ${one.name}${one.trim_percent ? ` ${one.trim_percent} %` : ''}`
          : one,
      ),
    ]);

  it('is lines added, removed and with another amount, unit or trim', () => {
    const before = [line('tomato', '0.2'), line('salt', '3')];
    const after = [line('tomato', '250', { unit: 'g', trim_percent: '10' }), line('sauce', '1')];
    expect(said(of(before, after))).toEqual([
      ['line', '0.2 kg Tomato', '250 g Tomato 10 %'],
      ['line', null, '1 null Sauce'],
      ['line', '3 g Salt', null],
    ]);
  });

  it('pairs an ingredient that is in it twice in its order', () => {
    const before = [line('salt', '1'), line('salt', '2')];
    expect(said(of(before, [line('salt', '1'), line('salt', '3')]))).toEqual([
      ['line', '2 g Salt', '3 g Salt'],
    ]);
    expect(said(of(before, [line('salt', '1')]))).toEqual([['line', '2 g Salt', null]]);
  });

  it('is the order where nothing else changed', () => {
    const [a, b] = [line('salt', '1'), line('tomato', '1')];
    expect(of([a, b], [b, a])).toEqual([{ field: 'line_order', before: null, after: null }]);
    expect(of([a, b], [a, b])).toEqual([]);
  });

  it('is all lines of one that was made, and the name and whether it is archived', () => {
    expect(said(of(null, [line('salt', '1')]))).toEqual([
      ['name', null, { kind: 'text', text: 'Soup' }],
      ['line', null, '1 g Salt'],
    ]);
    const archived = differences(
      'recipe',
      { name: 'Soup', is_active: true, lines: [] },
      { name: 'Broth', is_active: false, lines: [] },
      known,
    );
    expect(archived).toEqual([
      { field: 'name', before: { kind: 'text', text: 'Soup' }, after: { kind: 'text', text: 'Broth' } },
      { field: 'is_active', before: { kind: 'word', word: 'yes' }, after: { kind: 'word', word: 'no' } },
    ]);
  });
});

const NONE = { kind: 'word', word: 'none' };
describe('what changed of an ingredient and a location (R55)', () => {
  it('is each field that differs', () => {
    const before = { name: 'Flour', base_unit: 'kg', allergens: [], standard_cost: null, is_active: true };
    const after = { ...before, base_unit: 'g', allergens: ['Gluten', 'Nuts'], standard_cost: '1.200000' };
    expect(differences('ingredient', before, after, known)).toEqual([
      { field: 'base_unit', before: { kind: 'unit', unit: 'kg' }, after: { kind: 'unit', unit: 'g' } },
      { field: 'allergens', before: NONE, after: { kind: 'text', text: 'Gluten, Nuts' } },
      { field: 'standard_cost', before: NONE, after: { kind: 'figure', figure: '1.2' } },
    ]);
  });

  it('is what it was made with, without what was left empty', () => {
    const made = { name: 'Flour', allergens: [], standard_cost: null };
    expect(differences('ingredient', null, made, known)).toEqual([
      { field: 'name', before: null, after: { kind: 'text', text: 'Flour' } },
    ]);
  });

  it('is the storage unit by its name, and the pause', () => {
    expect(differences('location', { storage_unit_id: null }, { storage_unit_id: 'cellar' }, known)).toEqual([
      { field: 'storage_unit', before: NONE, after: { kind: 'text', text: 'Cellar' } },
    ]);
    expect(
      differences('location', { auto_transfer_paused: false }, { auto_transfer_paused: true }, known),
    ).toEqual([
      {
        field: 'auto_transfer_paused',
        before: { kind: 'word', word: 'no' },
        after: { kind: 'word', word: 'yes' },
      },
    ]);
  });
});
