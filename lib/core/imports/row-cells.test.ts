import { describe, expect, it } from 'vitest';
import { dataRows, type Reading, RowCells, yearAfter } from './row-cells';
import { cellKey } from './table';

/** One row with these cells by field. */
function cellsOf(cells: Record<string, string>, { isNumber = false, decimalSign = ',' as ',' | '.' } = {}) {
  const columns = Object.keys(cells).map((field, index) => ({ field, index, heading: field }));
  const numbers = new Set(isNumber ? [cellKey(0, 0)] : []);
  return new RowCells({ table: { rows: [Object.values(cells)], numbers }, columns, decimalSign }, 0);
}
const codesOf = (cells: RowCells) => cells.problems.map(({ code }) => code);

describe('an amount and its unit', () => {
  it.each<[string, string, { quantity: string | null; unit: string | null }]>([
    ['250 g', '', { quantity: '250', unit: 'g' }],
    ['1.250,5', 'g', { quantity: '1250.5', unit: 'g' }],
    ['0,2l', '', { quantity: '0.2', unit: 'l' }],
    ['2 dl', '', { quantity: '20', unit: 'cl' }],
    ['0,5', 'dl', { quantity: '5', unit: 'cl' }],
    ['3 Stk.', 'Stück', { quantity: '3', unit: 'piece' }],
    ['1,500', '', { quantity: '1.5', unit: null }],
    ['', 'kg', { quantity: null, unit: 'kg' }],
  ])('%j in %j', (quantity, unit, amount) => {
    const cells = cellsOf({ quantity, unit });
    expect(cells.amount()).toEqual(amount);
    expect(cells.problems).toEqual([]);
  });

  it('that is a number of the workbook is read as the wire has it', () => {
    const cells = { quantity: '1.125', unit: 'kg' };
    expect(cellsOf(cells, { isNumber: true }).amount()).toEqual({ quantity: '1.125', unit: 'kg' });
    expect(cellsOf(cells).amount()).toEqual({ quantity: '1125', unit: 'kg' });
  });

  it.each([
    ['1 kg', 'g', 'two_units'],
    ['1 Sack', '', 'not_a_number'],
    ['1/2', '', 'not_a_number'],
    ['-1', '', 'negative'],
    ['1234567890123456', '', 'too_many_digits'],
    ['0,1234567', '', 'too_many_decimals'],
    ['#N/A', '', 'spreadsheet_error'],
    ['1', 'Sack', 'unknown_unit'],
  ])('%j in %j is a problem: %s', (quantity, unit, code) => {
    const cells = cellsOf({ quantity, unit });
    cells.amount();
    expect(codesOf(cells)).toEqual([code]);
  });
});

describe('a figure', () => {
  it.each([
    ['12,50 €', '12.5'],
    ['CHF 3.200,00', '3200'],
    ['10 %', '10'],
    ['-0', '0'],
  ])('%s', (cost, value) => {
    expect(cellsOf({ cost }).decimal('cost')).toBe(value);
  });
});

describe('a name', () => {
  it('is of one line and not too long', () => {
    expect(cellsOf({ name: '  Öl ' }).name('name')).toBe('Öl');
    const cases = { '': 'missing', ['x'.repeat(201)]: 'too_long', 'a\u0007b': 'bad_characters' };
    for (const [name, code] of Object.entries(cases)) {
      const cells = cellsOf({ name });
      expect(cells.name('name')).toBeNull();
      expect(codesOf(cells)).toEqual([code]);
    }
    expect(cellsOf({ name: '' }).name('name', { isOptional: true })).toBeNull();
  });
});

describe('a day (R36)', () => {
  it.each(['2026-03-01', '20260301', '01.03.2026', '1. 3. 2026'])('%s', (date) => {
    expect(cellsOf({ date }).day('date', '2026-03-10')).toBe('2026-03-01');
  });
  it.each([
    ['31.02.2026', 'not_a_day'],
    ['yesterday', 'not_a_day'],
    ['2026-03-11', 'day_out_of_range'],
    ['0202-03-01', 'day_out_of_range'],
  ])('%s: %s', (date, code) => {
    const cells = cellsOf({ date });
    expect(cells.day('date', '2026-03-10')).toBeNull();
    expect(codesOf(cells)).toEqual([code]);
  });
  it('a year after a leap day is the next first of March', () => {
    expect(yearAfter('2028-02-29')).toBe('2029-03-01');
  });
});

describe('a row as planned', () => {
  it('with a problem does nothing, and says what stands where', () => {
    const cells = cellsOf({ quantity: 'x' });
    cells.change('name', 'a', 'b');
    cells.change('same', 'a', 'a');
    expect(cells.planned('change')).toMatchObject({ row: 1, changes: [{ field: 'name' }], action: 'change' });
    cells.decimal('quantity');
    expect(cells.planned('change')).toMatchObject({
      action: 'problem',
      changes: [],
      problems: [{ field: 'quantity', code: 'not_a_number', params: { value: 'x' } }],
    });
  });

  it('blank rows are none', () => {
    const rows = [['Name'], ['a'], ['', ' '], [], ['b']];
    const reading: Reading = { table: { rows, numbers: new Set() }, columns: [], decimalSign: ',' };
    expect([...dataRows(reading, 0)]).toEqual([1, 4]);
  });
});
