import { describe, expect, it } from 'vitest';
import { decimalSignOf } from './notation';
import { cellKey, type TableFile } from './table';

const file = (separator: TableFile['separator'], figures: string[], numbers: number[] = []): TableFile => ({
  format: 'csv',
  encoding: 'utf-8',
  separator,
  sheet: null,
  sheets: [],
  table: {
    rows: [['Name', 'Quantity'], ...figures.map((figure) => ['x', figure])],
    numbers: new Set(numbers.map((row) => cellKey(row, 1))),
  },
});
const signOf = (of: TableFile, language: 'de' | 'en' | null = null) => decimalSignOf(of, [1], 1, language);

describe('the decimal sign of a file (R35)', () => {
  it('is what most figures say that can be read one way', () => {
    expect(signOf(file(',', ['0,25', '1.250,00 €', '1.5']))).toBe(',');
    expect(signOf(file(';', ['0.25 kg', '1,250.00', '1,5']))).toBe('.');
  });

  it('is what the separator goes with where none does, then the language', () => {
    expect(signOf(file(';', ['1.250', '3']))).toBe(',');
    expect(signOf(file(',', ['1.250', '3']))).toBe('.');
    expect(signOf(file('\t', ['1.250']), 'en')).toBe('.');
    expect(signOf(file('\t', ['1.250']))).toBe(',');
  });

  it('asks no cell that is a number of the workbook itself', () => {
    expect(signOf(file(';', ['0.25', '3'], [1]))).toBe(',');
  });

  it.each<[string, string[], TableFile['separator'], string]>([
    ['groups and a fraction', ['1.250,50', '2'], ',', ','],
    ['a point with two digits', ['0.25', '1,500'], ';', '.'],
    ['a unit beside it', ['250 g', '0,2 l'], ',', ','],
    ['nothing said, semicolons', ['1.500', '2'], ';', ','],
    ['nothing said, commas', ['1,500', '2'], ',', '.'],
  ])('%s', (_, figures, separator, sign) => {
    expect(signOf(file(separator, figures), 'de')).toBe(sign);
  });
});
