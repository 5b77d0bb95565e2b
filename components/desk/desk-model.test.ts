import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DeskRow, DeskTarget } from '@/lib/contracts/desk';
import type { Offer } from './desk-entry';
import { DeskModel, type DeskQuery } from './desk-model';

const row = (id: string, more: Partial<DeskRow> = {}): DeskRow => ({
  id,
  sku: null,
  name: id,
  name_rank: 0,
  accounting_group: null,
  item_type: 'ITEM',
  split_from: null,
  findings: [],
  other_names: [],
  price: null,
  is_archived: false,
  is_modifier: false,
  combo: null,
  state: 'unmapped',
  version: 0,
  mapping: null,
  lines: 1,
  quantity: '1',
  net_value: '0',
  held_net_value: '0',
  sibling: null,
  ...more,
});
const beans: DeskTarget = {
  type: 'ingredient',
  id: 'beans',
  name: 'Beans',
  base_unit: 'kg',
  is_active: true,
  cost: '20',
  is_workable: true,
};
const takes = (quantity: string, unit: 'kg' | 'g' | null = null) => ({
  mapped_object_type: 'ingredient' as const,
  mapped_object_id: 'beans',
  quantity,
  unit,
  is_subtraction: false,
});
const mapped = {
  state: 'ingredient',
  version: 1,
  mapping: { ...takes('9', 'g'), effective_from: null },
} as const;
const QUERY: DeskQuery = { segment: 'review', search: '', group: null, sort: { by: 'net', desc: true } };
const model = (rows: readonly DeskRow[], other = 0) => {
  const desk = new DeskModel([beans], other);
  desk.append(rows);
  return desk;
};

const OFFER: Offer = {
  verdict: 'map',
  confidence: 0.9,
  takes: takes('2'),
  others: [],
  reasons: [],
  create: null,
};

describe('a desk in memory', () => {
  it('counts what was sold under another name as undecided, and as reaching no stock', () => {
    const desk = model([row('Cola', { net_value: '10', held_net_value: '4', ...mapped })]);
    expect(desk.shares()).toEqual({ decided: 0.6, deducted: 0.6, held: 0.4, nextTen: 0 });
  });

  it('is another one once all rows are read anew', () => {
    const desk = model([row('Cola', { net_value: '10' }), row('Punsch', { net_value: '5' })]);
    expect(desk.shareOf(desk.row('Cola') as DeskRow)).toBeCloseTo(2 / 3);
    desk.replace([row('Cola', { net_value: '8' }), row('Grog', { net_value: '2' })]);
    expect(desk.view(QUERY).ids).toEqual(['Cola', 'Grog']);
    expect(desk.row('Punsch')).toBeUndefined();
    expect(desk.shareOf(desk.row('Cola') as DeskRow)).toBeCloseTo(0.8);
  });

  it('ranks and counts by segment, and counts what is searched, without case and accents', () => {
    const desk = model([
      row('Käse', { net_value: '5', name_rank: 2 }),
      row('Bier', { net_value: '9', name_rank: 1 }),
      row('Kaffee', { net_value: '7', ...mapped }),
      row('Käsekuchen', { lines: 0 }),
      row('Trinkgeld', { state: 'ignored' }),
    ]);
    expect(desk.view(QUERY)).toMatchObject({
      ids: ['Bier', 'Käse'],
      counts: { review: 2, suggested: 0, mapped: 1, ignored: 1, never_sold: 1 },
    });
    expect(desk.view({ ...QUERY, search: ' KASE' }).counts).toMatchObject({
      review: 1,
      never_sold: 1,
      mapped: 0,
    });
    expect(desk.view({ ...QUERY, sort: { by: 'name', desc: true } }).ids).toEqual(['Käse', 'Bier']);
  });

  it('reviews everything while nothing is known to have been sold', () => {
    expect(model([row('a', { lines: 0 })]).view(QUERY).counts).toMatchObject({ review: 1, never_sold: 0 });
  });

  it('shares net sales by what is decided now, and says what the next ten would add (R43)', () => {
    const desk = model([row('a', { net_value: '60', ...mapped }), row('b', { net_value: '30' })], 10);
    expect(desk.shares()).toMatchObject({ decided: 0.6, deducted: 0.6, nextTen: 0.3 });
    desk.patch([['b', { state: 'ignored', version: 1, mapping: null }]]);
    expect(desk.shares()).toMatchObject({ decided: 0.9, deducted: 0.6, nextTen: 0 });
    expect(model([row('a')]).shares()).toBeNull();
  });

  it('offers what was decided elsewhere before what is estimated', () => {
    const sibling = { name: 'A', is_predecessor: true, state: 'ingredient', takes: takes('1') } as const;
    const desk = model([row('a', { sibling }), row('b')]);
    expect(desk.offerOf(desk.row('a') as DeskRow)).toMatchObject({
      verdict: 'map',
      confidence: null,
      reasons: [{ code: 'predecessor', params: { name: 'A' } }],
    });
    expect(desk.view({ ...QUERY, segment: 'suggested' }).ids).toEqual(['a']);
    expect(desk.offerOf(desk.row('b') as DeskRow)).toBeUndefined();
  });

  it('gives a row the same offer until something of it changes, so that it is not drawn again', () => {
    const sibling = { name: 'A', is_predecessor: false, state: 'ingredient', takes: takes('1') } as const;
    const desk = model([row('a', { sibling }), row('b')]);
    const offered = () => desk.offerOf(desk.row('a') as DeskRow);
    const before = offered();
    desk.patch([['b', { state: 'ignored', version: 1, mapping: null }]]);
    expect(offered()).toBe(before);
    desk.offer([['a', { ...OFFER, takes: takes('3') }]]);
    expect(offered()).toMatchObject({ takes: { quantity: '1' }, others: [{ quantity: '3' }] });
    desk.patch([['a', mapped]]);
    expect(desk.view(QUERY)).toMatchObject({ ids: [], counts: { suggested: 0, mapped: 1 } });
  });

  it('sorts by any column both ways, by name where values are equal', () => {
    const desk = model([
      row('a', { price: '2', name_rank: 1, accounting_group: 'Wine' }),
      row('b', { price: '3', name_rank: 2, accounting_group: 'Beer' }),
      row('c', { price: '2', name_rank: 4 }),
    ]);
    const sorted = (by: 'price' | 'group' | 'name', desc: boolean) =>
      desk.view({ ...QUERY, sort: { by, desc } }).ids.join('');
    expect([sorted('price', false), sorted('price', true)]).toEqual(['acb', 'bac']);
    expect([sorted('name', false), sorted('name', true)]).toEqual(['abc', 'cba']);
    expect([sorted('group', false), sorted('group', true)]).toEqual(['bac', 'cab']);
  });

  it('asks for estimates of what is in sight first, then of what sold most, then of the rest', () => {
    const desk = model([
      row('a', { net_value: '1' }),
      row('b', { net_value: '9' }),
      row('c', { lines: 0 }),
      row('d', { lines: 0 }),
      row('e', { ...mapped }),
    ]);
    const next = (withOthers: boolean) => {
      const ids = desk.nextToAsk(withOthers);
      desk.asked(ids ?? []);
      return ids;
    };
    desk.inSight = ['d', 'e', 'gone'];
    expect(next(false)).toEqual(['d', 'b', 'a']);
    expect(next(false)).toEqual([]);
    expect(next(true)).toEqual(['c']);
    expect(next(true)).toBeNull();
    desk.inSight = [];
    desk.patch([['e', { state: 'unmapped', version: 2, mapping: null }]]);
    expect(next(false)).toEqual(['e']);
  });

  it('asks for all at once where nothing was sold yet', () => {
    const desk = model([row('a', { lines: 0 }), row('b', { lines: 0 })]);
    expect(desk.nextToAsk(false)).toEqual(['a', 'b']);
  });

  it('knows the place of a row by name once all rows are here', () => {
    const desk = model([row('b', { name_rank: 1 }), row('c', { name_rank: 2 })]);
    desk.append([row('a', { name_rank: 1 }), row('b', { name_rank: 2 }), row('c', { name_rank: 3 })]);
    expect(desk.view({ ...QUERY, sort: { by: 'name', desc: false } }).ids).toEqual(['a', 'b', 'c']);
  });

  it('knows how much of a target most items take', () => {
    const taking = (quantity: string) => ({ ...mapped, mapping: { ...mapped.mapping, quantity } });
    const desk = model([row('a', taking('9')), row('b', taking('14')), row('c', taking('14')), row('d')]);
    expect(desk.usualTakes('beans')).toEqual({ quantity: '14', unit: 'g' });
    expect(desk.usualTakes('other')).toBeNull();
  });

  it('costs one sale in any unit of the dimension (R17, R23)', () => {
    const desk = model([]);
    expect(desk.costOf(takes('9', 'g'))).toBe('0.18');
    expect(desk.costOf(takes('0.009'))).toBe('0.18');
    expect(desk.costOf({ ...takes('1'), mapped_object_id: 'other' })).toBeNull();
  });
});

describe('what comes by itself', () => {
  afterEach(() => vi.useRealTimers());

  it('is shown a few times a second, after an act of a person is over, and soon all the same', () => {
    vi.useFakeTimers();
    const desk = model([row('a')]);
    const shown = vi.fn();
    desk.subscribe(shown);
    desk.offer([['a', OFFER]]);
    desk.append([row('b')]);
    expect(shown).not.toHaveBeenCalled();
    vi.advanceTimersByTime(400);
    expect(shown).toHaveBeenCalledTimes(1);

    desk.append([row('c')]);
    for (let at = 0; at < 4800; at += 200) {
      desk.holdOff();
      vi.advanceTimersByTime(200);
    }
    expect(shown).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(200);
    expect(shown).toHaveBeenCalledTimes(2);

    desk.append([row('d')]);
    desk.settle();
    expect(shown).toHaveBeenCalledTimes(3);
    vi.runAllTimers();
    expect(shown).toHaveBeenCalledTimes(3);
  });

  it('waits for no act of a person', () => {
    vi.useFakeTimers();
    const desk = model([row('a')]);
    const shown = vi.fn();
    desk.subscribe(shown);
    desk.patch([['a', mapped]]);
    expect(shown).toHaveBeenCalledTimes(1);
  });
});
