import { describe, expect, it } from 'vitest';
import { reviveRecipe, savedRecipe, saysTheSame, withNewLine } from '@/components/inventory/recipe-draft';
import type { Recipe } from '@/lib/contracts/inventory';
import { figureOf, typedFigure } from '@/lib/i18n/figures';
import { emptyBatch, reviveBatch, withBlank, withNext } from './batch-lines';
import { reviveCount } from './count-draft';

const stored = <T>(value: T): unknown => JSON.parse(JSON.stringify(value));
const all = () => true;

describe('the lines of a batch', () => {
  const [line] = emptyBatch('u', '2026-01-01').lines;
  if (!line) throw new Error('an empty batch has one line');

  it('are followed by a new one once the last says what and how much', () => {
    const half = { ...line, ingredient: 'i' };
    expect(withNext([half])).toEqual([half]);
    const whole = { ...half, quantity: figureOf('2') };
    expect(withNext([whole])).toEqual([whole, { ...line, key: 1 }]);
    expect(withNext(withNext([whole]))).toHaveLength(2);
    expect(withBlank([half])).toHaveLength(2);
    expect(withBlank([line])).toEqual([line]);
    expect(withNext([])).toEqual([line]);
  });

  it('come back from a draft as they were typed', () => {
    const quantity = typedFigure('1.500', 'de');
    const batch = {
      ...emptyBatch('u', '2026-01-01'),
      note: 'Van',
      lines: [{ ...line, ingredient: 'i', quantity }],
    };
    expect(reviveBatch(stored(batch), all)).toEqual({ ...batch, lines: withNext(batch.lines) });
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
    expect(saysTheSame({ ...saved, lines: withNewLine(saved.lines) }, saved)).toBe(false);
    const typed = saved.lines.map((line) => ({ ...line, quantity: typedFigure('1', 'de') }));
    expect(saysTheSame({ ...saved, lines: typed }, saved)).toBe(true);
  });

  it('comes back with the version it was begun on, and never with two lines of one key', () => {
    const saved = savedRecipe(recipe);
    const two = withNewLine(withNewLine(saved.lines));
    expect(new Set(two.map((line) => line.key)).size).toBe(3);
    expect(reviveRecipe(stored({ ...saved, lines: two }), all)).toEqual({ ...saved, lines: two });
    expect(reviveRecipe(stored(saved), () => false)?.lines[0]).toMatchObject({ target: '' });
    expect(reviveRecipe({ version: '3' }, all)).toBeNull();
  });
});
