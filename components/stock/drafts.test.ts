import { describe, expect, it } from 'vitest';
import { newLine, reviveRecipe, savedRecipe, saysTheSame } from '@/components/inventory/recipe-draft';
import type { Recipe } from '@/lib/contracts/recipes';
import { figureOf, typedFigure } from '@/lib/i18n/figures';
import { batchField, batchInput, blankLine, emptyBatch, needsNext, reviveBatch } from './batch-lines';
import { countField, countInput, emptyCount, reviveCount } from './count-draft';

const stored = <T>(value: T): unknown => JSON.parse(JSON.stringify(value));
const all = () => true;

describe('the lines of a batch', () => {
  const [line] = emptyBatch('u', '2026-01-01').lines;
  if (!line) throw new Error('an empty batch has one line');

  it('are followed by a new one once the last says what and how much', () => {
    const half = { ...line, ingredient: 'i' };
    const whole = { ...half, quantity: figureOf('2') };
    expect(needsNext([half])).toBe(false);
    expect(needsNext([whole])).toBe(true);
    expect(needsNext([whole, line])).toBe(false);
    expect(needsNext([])).toBe(true);
    expect(line).toEqual(blankLine());
  });

  it('are sent where they are begun, and problems find their way back past the others', () => {
    const whole = { ...line, ingredient: 'i', quantity: figureOf('2') };
    const batch = { ...emptyBatch('u', '2026-01-01'), lines: [line, whole, line] };
    expect(batchInput('c', 'RECEIPT', batch).lines).toHaveLength(1);
    expect(batchField(['lines', 0, 'unit_cost'], batch)).toBe('lines.1.cost');
    expect(batchField(['lines', 0], batch)).toBe('lines.1');
    expect(batchField(['storage_unit_id'], batch)).toBe('unit');
    // Of none begun, the first is asked for.
    const blank = emptyBatch('u', '2026-01-01');
    expect(batchInput('c', 'WASTE', blank).lines).toHaveLength(1);
    expect(batchField(['lines', 0, 'ingredient_id'], blank)).toBe('lines.0.ingredient');
  });

  it('come back from a draft as they were typed', () => {
    const quantity = typedFigure('1.500', 'de');
    const batch = {
      ...emptyBatch('u', '2026-01-01'),
      note: 'Van',
      lines: [{ ...line, ingredient: 'i', quantity }],
    };
    expect(reviveBatch(stored(batch), all)).toEqual({ ...batch, lines: [...batch.lines, line] });
  });

  it('lose only what is gone, and a draft of another shape is no draft', () => {
    const batch = { ...emptyBatch('u', '2026-01-01'), lines: [{ ...line, ingredient: 'gone' }] };
    expect(reviveBatch(stored(batch), (id) => id !== 'gone')?.lines[0]).toMatchObject({ ingredient: '' });
    for (const odd of [null, 7, 'x', {}, { ...batch, lines: 'none' }])
      expect(reviveBatch(odd, all)).toBeNull();
    expect(reviveBatch({ ...batch, lines: [null, {}] }, all)?.lines).toEqual([line]);
  });
});

describe('a count in a draft', () => {
  const lines = [{ id: 'eggs', name: 'Eggs', base_unit: 'piece' as const, book: '760' }];

  it('keeps its day, moment and figures, those of earlier drafts too', () => {
    const draft = {
      date: '2026-01-01',
      at: 'start',
      typed: { eggs: { quantity: '12', unit: 'kg' }, gone: {} },
    };
    expect(reviveCount(stored(draft), lines)).toEqual({
      date: '2026-01-01',
      at: 'start',
      typed: { eggs: { quantity: figureOf('12'), unit: 'piece' } },
    });
    expect(reviveCount({ date: '2026-01-01' }, lines)).toBeNull();
  });

  it('sends what has a figure, and a problem finds its line', () => {
    const two = [{ id: 'salt', name: 'Salt', base_unit: 'kg' as const, book: null }, ...lines];
    const sheet = emptyCount('2026-01-01', 'end', two);
    expect(countInput('c', 'u', sheet, two).lines).toEqual([]);
    sheet.typed.eggs = { quantity: figureOf('12'), unit: 'piece' };
    expect(countInput('c', 'u', sheet, two).lines).toEqual([
      { ingredient_id: 'eggs', counted_quantity: '12', unit: 'piece' },
    ]);
    expect(countField(['lines', 0, 'counted_quantity'], sheet, two)).toBe('typed.eggs.quantity');
    expect(countField(['counted_at'], sheet, two)).toBe('at');
  });
});

describe('a recipe in a draft', () => {
  const recipe = {
    version: 3,
    name: 'Burger',
    lines: [
      { id: 'a', ingredient_id: 'bun', sub_recipe_id: null, quantity: '1', unit: 'piece', trim_percent: '0' },
    ],
  } as unknown as Recipe;

  it('is one as soon as it says something else', () => {
    const saved = savedRecipe(recipe);
    expect(saysTheSame(saved, savedRecipe(recipe))).toBe(true);
    expect(saysTheSame({ ...saved, name: 'Bürger' }, saved)).toBe(false);
    expect(saysTheSame({ ...saved, lines: [...saved.lines, newLine()] }, saved)).toBe(false);
    const typed = saved.lines.map((line) => ({ ...line, quantity: typedFigure('1', 'de') }));
    expect(saysTheSame({ ...saved, lines: typed }, saved)).toBe(true);
  });

  it('comes back with the version it was begun on', () => {
    const saved = savedRecipe(recipe);
    const two = { ...saved, lines: [...saved.lines, newLine()] };
    expect(reviveRecipe(stored(two), all)).toEqual(two);
    expect(reviveRecipe(stored(saved), () => false)?.lines[0]).toMatchObject({ target: '' });
    expect(reviveRecipe({ version: '3' }, all)).toBeNull();
  });
});
