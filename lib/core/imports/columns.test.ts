import { describe, expect, it } from 'vitest';
import { recogniseColumns } from './columns';
import { FIELDS, IMPORT_KINDS, LANGUAGES } from './kinds';
import { headingsOf } from './sheets';
import type { Table } from './table';

const tableOf = (rows: string[][]): Table => ({ rows, numbers: new Set() });
const fieldsOf = ({ columns }: ReturnType<typeof recogniseColumns>) => columns.map(({ field }) => field);

describe('headings (R42)', () => {
  it.each(IMPORT_KINDS.flatMap((kind) => LANGUAGES.map((language) => [kind, language] as const)))(
    '%s in %s: what an export writes is recognised, each column as itself',
    (kind, language) => {
      const read = recogniseColumns(kind, tableOf([headingsOf(kind, language)]));
      expect(fieldsOf(read)).toEqual(FIELDS[kind].map((field) => field.name));
      expect([read.missing, read.headingRow]).toEqual([[], 0]);
    },
  );

  it('are found below a title, with brackets, case and without accents', () => {
    const rows = [
      ['Meine Liste'],
      [],
      ['EK-PREIS (€)', 'zutat:', 'Einheit [ME]', 'Notiz'],
      ['1,5', 'Salz', 'kg', ''],
    ];
    const read = recogniseColumns('ingredients', tableOf(rows));
    expect(read).toMatchObject({ headingRow: 2, language: 'de', missing: [] });
    expect(fieldsOf(read)).toEqual(['standard_cost', 'name', 'base_unit', null]);
  });

  it('a field’s own heading goes before another field’s synonym', () => {
    expect(fieldsOf(recogniseColumns('recipes', tableOf([['Name', 'Ingredient', 'Qty']])))).toEqual([
      'recipe',
      'component',
      'quantity',
    ]);
  });

  it('of two columns with a heading of one field the first is it', () => {
    const read = recogniseColumns('storage_units', tableOf([['Lager', 'Lagerort', 'Adresse']]));
    expect(read.columns.filter(({ field }) => field === 'name')).toHaveLength(1);
  });

  it('can be corrected: a column taken by one field is taken from another', () => {
    const chosen = { base_unit: 0, standard_cost: null };
    const read = recogniseColumns('ingredients', tableOf([['Name', 'Unit', 'Cost']]), chosen);
    expect(fieldsOf(read)).toEqual(['base_unit', null, null]);
    expect(read.missing).toEqual(['name']);
  });

  it('none recognised: the first row with text is it, and what is needed is named', () => {
    const read = recogniseColumns('ingredients', tableOf([[''], ['a', 'b']]));
    expect(read).toMatchObject({ headingRow: 1, language: null, missing: ['name'] });
  });

  it('of mappings need an item, by SKU or name, and something said of it', () => {
    const missing = (...headings: string[]) => recogniseColumns('mappings', tableOf([headings])).missing;
    expect(missing('SKU', 'State')).toEqual([]);
    expect(missing('Item', 'Target')).toEqual([]);
    expect(missing('Quantity')).toEqual(['name', 'target']);
  });
});
