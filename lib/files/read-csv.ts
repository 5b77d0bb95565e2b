import Papa from 'papaparse';
import { LIMITS, type Table } from '@/lib/core/imports/table';
import { armed } from './csv';
import { refuseFile } from './refuse-file';

type Separator = ';' | ',' | '\t';

/**
 * A text of separated values as a table. The separator is what its first line has most of; quotes as in RFC
 * 4180. What an export disarmed for spreadsheets is as it was before. Throws import_file_refused.
 */
export function readCsv(text: string): { table: Table; separator: Separator } {
  const first = lookAt(text);
  const { data } = Papa.parse<string[]>(text, {
    delimiter: first.separator,
    newline: first.newline,
    quoteChar: '"',
    preview: LIMITS.rows + 1,
  });
  const rows = data.map((row) => row.map(armed));
  while (rows.at(-1)?.every((cell) => cell.trim() === '')) rows.pop();
  if (rows.length > LIMITS.rows) throw refuseFile('too_many_rows', { limit: LIMITS.rows });
  for (const [index, row] of rows.entries()) checkRow(row, index);
  return { table: { rows, numbers: new Set() }, separator: first.separator };
}

function checkRow(row: string[], index: number): void {
  while (row.length > LIMITS.columns && row.at(-1)?.trim() === '') row.pop();
  if (row.length > LIMITS.columns)
    throw refuseFile('too_many_columns', { row: index + 1, limit: LIMITS.columns });
  const long = row.findIndex((cell) => cell.length > LIMITS.cell);
  if (long >= 0) throw refuseFile('cell_too_long', { row: index + 1, column: long + 1, limit: LIMITS.cell });
}

type Counts = Record<Separator, number>;
/** Lines looked at for the separator: titles may stand above the headings. */
const LOOKED_AT = 10;

/** What separates cells, and how lines end. A comma does only where the first line has one. */
function lookAt(text: string): { separator: Separator; newline: '\r\n' | '\n' | '\r' } {
  const lines: Counts[] = [];
  let counts: Counts = { ';': 0, '\t': 0, ',': 0 };
  let newline: '\r\n' | '\n' | '\r' | null = null;
  let isQuoted = false;
  let isBlank = true;
  for (let at = 0; at < text.length && at < 100_000 && lines.length < LOOKED_AT; at++) {
    const sign = text[at] as string;
    if (sign === '"') isQuoted = !isQuoted;
    if (sign.trim() !== '') isBlank = false;
    if (isQuoted) continue;
    if (sign === '\r' || sign === '\n') {
      newline ??= sign === '\n' ? '\n' : text[at + 1] === '\n' ? '\r\n' : '\r';
      if (!isBlank) lines.push(counts);
      counts = { ';': 0, '\t': 0, ',': 0 };
      isBlank = true;
    } else if (sign in counts) counts[sign as Separator]++;
  }
  lines.push(counts);
  const best = (sign: Separator) => Math.max(...lines.map((line) => line[sign]));
  const separator = best(';') >= best('\t') && best(';') > 0 ? ';' : '\t';
  const isComma = best(';') + best('\t') === 0 || (lines[0]?.[','] ?? 0) > best(';') + best('\t');
  return {
    separator: isComma && (lines[0]?.[','] ?? 0) > 0 ? ',' : separator,
    newline: newline ?? '\n',
  };
}
