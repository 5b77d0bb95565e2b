import { describe, expect, it } from 'vitest';
import type { AnsweredName, HeldNames } from '@/lib/contracts/held-names';
import { answerNow, changeOf, heldRows, isSaid } from './held-model';

const name = (of: string, item = 'cola') => ({
  ...{ item_id: item, sku: '541', name: of, mapped_name: 'Cola' },
  ...{ first_day: '2026-03-10', last_day: '2026-03-12' },
});
const waits = (of: string) => ({
  ...name(of),
  ...{ lines: 2, quantity: '3', net_value: '9', is_held: true },
});
const said = (of: string, more: Partial<AnsweredName> = {}): AnsweredName => ({
  ...name(of),
  ...{ answer: 'same' as const, split_item_id: null, split_state: null },
  ...{ answered_at: '2026-03-13T10:00:00Z', answered_by: 'Mona' },
  ...more,
});
const other = { answer: 'other' as const, split_item_id: 'split', split_state: 'ignored' as const };
const held: HeldNames = {
  data: [waits('Glühwein'), waits('Grog')],
  answered: [said('Limo'), said('Punsch', other)],
  next_cursor: null,
};
const rows = heldRows(held, '');

describe('held names at the desk (R38)', () => {
  it('shows what waits before what was said, and finds either by both names, the SKU and without accents', () => {
    expect(rows.map((row) => row.name)).toEqual(['Glühwein', 'Grog', 'Limo', 'Punsch']);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(4);
    expect(heldRows(held, ' gluh ').map((row) => row.name)).toEqual(['Glühwein']);
    expect(heldRows(held, 'COLA')).toHaveLength(4);
    expect(heldRows(held, '541')).toHaveLength(4);
    expect(heldRows(held, 'Wasser')).toEqual([]);
  });

  it('knows what takes an answer back: what was said before it', () => {
    expect(rows.map(answerNow)).toEqual([
      { undone: true },
      { undone: true },
      { same: true },
      { other: true },
    ]);
  });

  it('knows what is said already', () => {
    const [open, , same, ignored] = rows;
    if (!open || !same || !ignored) throw new Error('no rows');
    const takes = {
      mapped_object_type: 'ingredient' as const,
      mapped_object_id: 'punch',
      quantity: '1',
      unit: null,
      is_subtraction: false,
    };
    const answers = [{ same: true }, { other: true }, { ignored: true }, { undone: true }, takes] as const;
    expect(answers.map((answer) => isSaid(open, answer))).toEqual([false, false, false, true, false]);
    expect(answers.map((answer) => isSaid(same, answer))).toEqual([true, false, false, false, false]);
    expect(answers.map((answer) => isSaid(ignored, answer))).toEqual([false, true, true, false, false]);
  });

  it('makes one change of many names, and none of no name', () => {
    expect(changeOf(rows.slice(0, 1), { same: true })).toEqual({
      kind: 'held_name',
      item_id: 'cola',
      name: 'Glühwein',
      answer: { same: true },
    });
    expect(changeOf(rows.slice(0, 2), { ignored: true })).toMatchObject({
      kind: 'held_names',
      names: [
        { item_id: 'cola', name: 'Glühwein' },
        { item_id: 'cola', name: 'Grog' },
      ],
    });
    expect(changeOf([], { same: true })).toBeNull();
  });
});
