import { describe, expect, it } from 'vitest';
import { recogniseColumns } from './columns';
import { FIELDS, IMPORT_KINDS, LANGUAGES } from './kinds';
import { headingKey, NameIndex } from './name-key';
import { decimalSignOf } from './notation';
import { type Reading, RowCells } from './row-cells';
import { exampleRows, headingsOf } from './sheets';
import { cellKey, type TableFile } from './table';
import { readUnit } from './words';

const fileOf = (rows: string[][], separator: TableFile['separator'] = ';'): TableFile => ({
  format: 'csv',
  encoding: 'utf-8',
  separator,
  sheet: null,
  sheets: [],
  table: { rows, numbers: new Set() },
});

describe('headings (R42)', () => {
  it.each(IMPORT_KINDS.flatMap((kind) => LANGUAGES.map((language) => [kind, language] as const)))(
    '%s in %s: what an export writes is recognised, each column as itself',
    (kind, language) => {
      const { columns, missing, headingRow } = recogniseColumns(
        kind,
        fileOf([headingsOf(kind, language)]).table,
      );
      expect(columns.map((column) => column.field)).toEqual(FIELDS[kind].map((field) => field.name));
      expect([missing, headingRow]).toEqual([[], 0]);
    },
  );

  it('are found below a title, with brackets, case and without accents', () => {
    const rows = [
      ['Meine Liste'],
      [],
      ['EK-PREIS (€)', 'zutat:', 'Einheit [ME]', 'Notiz'],
      ['1,5', 'Salz', 'kg', ''],
    ];
    const read = recogniseColumns('ingredients', fileOf(rows).table);
    expect(read).toMatchObject({ headingRow: 2, language: 'de', missing: [] });
    expect(read.columns.map((column) => column.field)).toEqual(['standard_cost', 'name', 'base_unit', null]);
  });

  it('can be corrected: a column taken by one field is taken from another', () => {
    const { table } = fileOf([['Name', 'Unit', 'Cost']]);
    const { columns, missing } = recogniseColumns('ingredients', table, {
      base_unit: 0,
      standard_cost: null,
    });
    expect(columns.map((column) => column.field)).toEqual(['base_unit', null, null]);
    expect(missing).toEqual(['name']);
  });

  it('of a template go with rows of as many cells', () => {
    for (const kind of IMPORT_KINDS)
      for (const language of LANGUAGES)
        for (const row of exampleRows(kind, language)) expect(row).toHaveLength(FIELDS[kind].length);
  });
});

describe('units in words', () => {
  it.each([
    ['kg', 'kg'],
    ['Kilo', 'kg'],
    ['Gramm', 'g'],
    ['Liter', 'l'],
    ['litre', 'l'],
    ['Stück', 'piece'],
    ['Stk.', 'piece'],
    ['pcs', 'piece'],
    ['Flaschen', 'bottle'],
    ['Fl.', 'bottle'],
    ['btl', 'bottle'],
  ])('%s', (word, unit) => {
    expect(readUnit(word)).toMatchObject({ unit, times: { n: 1n, d: 1n } });
  });
  it('that are some of one that is kept, portions, and none', () => {
    expect(readUnit('dl')).toMatchObject({ unit: 'cl', times: { n: 10n, d: 1n } });
    expect(readUnit('Portionen')).toBe('portion');
    expect(readUnit('Sack')).toBeNull();
  });
});

describe('the decimal sign of a file (R35)', () => {
  it.each<[string, string[], TableFile['separator'], string]>([
    ['what can only be read one way', ['1,25', '1.500'], ',', ','],
    ['groups and a fraction', ['1.250,50', '2'], ',', ','],
    ['a point with two digits', ['0.25', '1,500'], ';', '.'],
    ['a unit beside it', ['250 g', '0,2 l'], ',', ','],
    ['nothing said, semicolons', ['1.500', '2'], ';', ','],
    ['nothing said, commas', ['1,500', '2'], ',', '.'],
  ])('%s', (_, cells, separator, sign) => {
    const rows = [['Menge'], ...cells.map((cell) => [cell])];
    expect(decimalSignOf(fileOf(rows, separator), [0], 1, 'de')).toBe(sign);
  });
  it('is not asked of a workbook’s own numbers', () => {
    const { table, ...file } = fileOf([['Menge'], ['1.5'], ['2,5']], null);
    const numbers = new Set([cellKey(1, 0)]);
    expect(decimalSignOf({ ...file, table: { ...table, numbers } }, [0], 1, 'en')).toBe(',');
  });
});

describe('a cell', () => {
  const cellsOf = (
    quantity: string,
    unit = '',
    isNumber = false,
    decimalSign: Reading['decimalSign'] = ',',
  ) => {
    const columns = ['quantity', 'unit'].map((field, index) => ({ field, index, heading: field }));
    const numbers = new Set(isNumber ? [cellKey(0, 0)] : []);
    return new RowCells({ table: { rows: [[quantity, unit]], numbers }, columns, decimalSign }, 0);
  };
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
    const cells = cellsOf(quantity, unit);
    expect(cells.amount()).toEqual(amount);
    expect(cells.problems).toEqual([]);
  });
  it('that is a number of the workbook is read as the wire has it', () => {
    expect(cellsOf('1.125', 'kg', true).amount()).toEqual({ quantity: '1.125', unit: 'kg' });
    expect(cellsOf('1.125', 'kg').amount()).toEqual({ quantity: '1125', unit: 'kg' });
  });
  it.each([
    ['1 kg', 'g', 'two_units'],
    ['1 Sack', '', 'not_a_number'],
    ['1/2', '', 'not_a_number'],
    ['-1', '', 'negative'],
    ['1234567890123456', '', 'too_many_digits'],
    ['0,1234567', '', 'too_many_decimals'],
    ['#N/A', '', 'spreadsheet_error'],
  ])('%j in %j is a problem: %s', (quantity, unit, code) => {
    const cells = cellsOf(quantity, unit);
    cells.amount();
    expect(cells.problems.map((one) => one.code)).toEqual([code]);
  });
});

describe('names (R42)', () => {
  const index = new NameIndex(['Käse', 'Kase', 'Öl', 'STRASSE'].map((name) => ({ name })));
  it.each([
    ['Käse', 'Käse'],
    ['KÄSE ', 'Käse'],
    ['kase', 'Kase'],
    ['ol', 'Öl'],
    ['Straße', 'STRASSE'],
    ['Kasé', 'ambiguous'],
    ['Butter', undefined],
  ])('%s is %s', (name, found) => {
    const thing = index.find(name);
    expect(typeof thing === 'object' ? thing.name : thing).toBe(found);
  });
  it('are keyed without what stands around them', () => {
    expect(headingKey('  EK-Preis (CHF) ')).toBe('EKPREIS');
  });
});
