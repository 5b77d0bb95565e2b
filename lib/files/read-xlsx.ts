import { Decimal } from 'decimal.js';
import { cellKey, LIMITS, type Table } from '@/lib/core/imports/table';
import { exact, roundHalfEven } from '@/lib/core/quantity';
import { letOthersIn } from '@/lib/platform/in-turns';
import { readXml } from './read-xml';
import { refuseFile } from './refuse-file';
import { unzip } from './unzip';
import { readDayStyles, readSharedTexts, readWorkbook, unescaped } from './xlsx-parts';

const SMALL_PARTS = new Set(['xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml']);
const SHARED = 'xl/sharedStrings.xml';
/** What stands in a cell whose formula has no kept value: nothing is worked out here. */
const NO_VALUE = '#FORMULA!';

/**
 * One sheet of a workbook as text cells: the one named, else the first whose name is `preferred`, else the
 * first that is shown. Of a formula the value kept in the file counts; none is run. Throws
 * import_file_refused.
 */
export async function readXlsx(
  bytes: Uint8Array,
  { sheet, isPreferred }: { sheet?: string | undefined; isPreferred?: (name: string) => boolean },
): Promise<{ table: Table; sheet: string; sheets: string[] }> {
  const small = await unzip(bytes, (name) => SMALL_PARTS.has(name));
  const { sheets, from1904 } = await readWorkbook(small);
  const shown = sheets.filter((one) => !one.isHidden);
  const chosen =
    sheet === undefined
      ? (shown.find((one) => isPreferred?.(one.name)) ?? shown[0])
      : sheets.find((one) => one.name === sheet);
  if (!chosen) throw refuseFile(sheet === undefined ? 'damaged' : 'no_such_sheet');
  const large = await unzip(bytes, (name) => name === SHARED || name === chosen.path);
  const part = large.get(chosen.path);
  if (!part) throw refuseFile('damaged');
  const texts = await readSharedTexts(large.get(SHARED));
  const dayStyles = await readDayStyles(small.get('xl/styles.xml'));
  const sheetReader = new SheetReader(texts, dayStyles, from1904);
  await readXml(part, sheetReader);
  await letOthersIn();
  return { table: sheetReader.table(), sheet: chosen.name, sheets: shown.map((one) => one.name) };
}

/** Reads `<row>` and `<c>`; a cell that does not say where it stands comes after the one before. */
class SheetReader {
  private readonly rows: string[][] = [];
  private readonly numbers = new Set<number>();
  private row = -1;
  private column = -1;
  private cell: { type: string; style: number; value: string; inline: string; hasFormula: boolean } | null =
    null;
  private into: 'value' | 'inline' | null = null;
  private isAside = false;

  constructor(
    private readonly texts: readonly string[],
    private readonly dayStyles: readonly boolean[],
    private readonly from1904: boolean,
  ) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      this.row = attributes.r === undefined ? this.row + 1 : Number(attributes.r) - 1;
      this.column = -1;
    } else if (name === 'c') {
      this.column = attributes.r === undefined ? this.column + 1 : columnOf(attributes.r);
      const style = Number(attributes.s ?? 0);
      this.cell = { type: attributes.t ?? 'n', style, value: '', inline: '', hasFormula: false };
    } else if (name === 'f' && this.cell) this.cell.hasFormula = true;
    else if (name === 'rPh') this.isAside = true;
    this.into = name === 'v' ? 'value' : name === 't' ? 'inline' : null;
  }

  text(text: string): void {
    if (this.cell && this.into && !this.isAside) this.cell[this.into] += text;
  }

  close(name: string): void {
    this.into = null;
    if (name === 'rPh') this.isAside = false;
    if (name !== 'c' || !this.cell) return;
    const { cell } = this;
    this.cell = null;
    const read = this.read(cell);
    if (read.text !== '') this.put(read);
  }

  private read(cell: NonNullable<typeof this.cell>): { text: string; isNumber?: boolean } {
    const { type, value, hasFormula } = cell;
    if (hasFormula && value === '' && type !== 'str') return { text: NO_VALUE };
    switch (type) {
      case 's':
        return { text: value === '' ? '' : (this.texts[Number(value)] ?? '') };
      case 'inlineStr':
        return { text: unescaped(cell.inline) };
      case 'str':
        return { text: unescaped(value) };
      case 'b':
        return { text: value === '1' ? 'TRUE' : 'FALSE' };
      case 'e':
        return { text: value };
      case 'd':
        return { text: value.slice(0, 10) };
      default:
        if (value === '') return { text: '' };
        if (this.dayStyles[cell.style]) return { text: dayOf(value, this.from1904) };
        return { text: decimalOf(value), isNumber: true };
    }
  }

  private put({ text, isNumber = false }: { text: string; isNumber?: boolean }): void {
    const { row, column } = this;
    if (!(row >= 0 && row < LIMITS.rows)) throw refuseFile('too_many_rows', { limit: LIMITS.rows });
    if (!(column >= 0 && column < LIMITS.columns))
      throw refuseFile('too_many_columns', { row: row + 1, limit: LIMITS.columns });
    if (text.length > LIMITS.cell)
      throw refuseFile('cell_too_long', { row: row + 1, column: column + 1, limit: LIMITS.cell });
    while (this.rows.length <= row) this.rows.push([]);
    const cells = this.rows[row] as string[];
    while (cells.length < column) cells.push('');
    cells[column] = text;
    if (isNumber) this.numbers.add(cellKey(row, column));
  }

  table(): Table {
    return { rows: this.rows, numbers: this.numbers };
  }
}

/** `B3` stands in column 1. */
function columnOf(reference: string): number {
  const letters = /^[A-Za-z]{1,3}/.exec(reference)?.[0].toUpperCase() ?? '';
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/**
 * A number as a decimal with a point. What a workbook writes with more than 15 digits is the nearest binary
 * number, so it is read as Excel shows it; then 6 decimals, as amounts are kept (R19).
 */
function decimalOf(value: string): string {
  if (/^-?\d{1,15}(\.\d{1,6})?$/.test(value)) return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  return roundHalfEven(exact(new Decimal(number.toPrecision(15)).toFixed()));
}

/** A count of days as a day; what lies outside of years 1900 to 9999 stays as it is. */
function dayOf(value: string, from1904: boolean): string {
  const days = Math.floor(Number(value));
  if (!(days >= 0 && days < 2_958_466)) return value;
  const first = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  return new Date(first + days * 86_400_000).toISOString().slice(0, 10);
}
