import { COMMA, type Notation, POINT, readDecimal } from '../read-decimal';
import type { Language } from './kinds';
import { cellKey, type Table, type TableFile } from './table';

export type DecimalSign = ',' | '.';
export const notationOf = (sign: DecimalSign): Notation => (sign === ',' ? COMMA : POINT);

/** Rows looked at; what they say the others will say too. */
const LOOKED_AT = 5000;
/** The figure at the beginning of a cell: a unit or a currency may stand around it. */
const FIGURE = /\d[\d.,]*\d|\d/;

/**
 * The decimal sign of a file's typed figures (R35): what most of those say that can only be read one way
 * (`0,25`, `1.250,00`); else what its separator or its language goes with.
 */
export function decimalSignOf(
  { table, separator }: TableFile,
  columns: readonly number[],
  fromRow: number,
  language: Language | null,
): DecimalSign {
  const votes = { ',': 0, '.': 0 };
  for (let row = fromRow; row < Math.min(table.rows.length, fromRow + LOOKED_AT); row++) {
    for (const column of columns) {
      if (table.numbers.has(cellKey(row, column))) continue;
      const figure = FIGURE.exec(table.rows[row]?.[column] ?? '')?.[0];
      const sign = figure === undefined ? null : onlySign(figure);
      if (sign) votes[sign]++;
    }
  }
  if (votes[','] !== votes['.']) return votes[','] > votes['.'] ? ',' : '.';
  if (separator === ';') return ',';
  if (separator === ',') return '.';
  return language === 'en' ? '.' : ',';
}

/** The decimal sign of a figure that means a number in one notation only, or has groups in the other. */
function onlySign(figure: string): DecimalSign | null {
  if (!/[.,]/.test(figure)) return null;
  const [withComma, withPoint] = [readDecimal(figure, COMMA), readDecimal(figure, POINT)];
  if (withComma === null || withPoint === null)
    return withComma === null ? (withPoint === null ? null : '.') : ',';
  // Both read it, as the same number where the sign can be a decimal one only.
  return withComma === withPoint ? (figure.includes(',') ? ',' : '.') : null;
}

/** Where a typed figure stands in the table, or a number of the workbook itself. */
export const isNumber = (table: Table, row: number, column: number) =>
  table.numbers.has(cellKey(row, column));
