export interface CsvStyle {
  delimiter: string;
  decimalPoint: string;
}

/**
 * As a spreadsheet of the reader's language opens it: German Excel splits at semicolons and reads decimal
 * commas.
 */
export function csvStyle(locale: string): CsvStyle {
  return locale === 'de' ? { delimiter: ';', decimalPoint: ',' } : { delimiter: ',', decimalPoint: '.' };
}

/** A value of a row: text as people typed it, or a decimal from the wire. */
export type CsvCell = { text: string | null } | { decimal: string | null };

const DECIMAL = /^-?\d+(\.\d+)?$/;
/**
 * What a spreadsheet would run: OWASP's list of first characters, also behind blanks. Apostrophes before them
 * count along, so that the one that is put before can be told from those that were there.
 */
const FORMULA = /^['\s]*[=+\-@\t\r|%＝＋－＠]/;
/**
 * The same behind a sign at which a program of another language, or an import by hand, would begin a cell.
 */
const INNER_FORMULA = /([;,\t\r\n|]\s*)(?='*[=+\-@＝＋－＠])/g;
const DISARMED = /^'(?=['\s]*[=+\-@\t\r|%＝＋－＠])/;
const INNER_DISARMED = /([;,\t\r\n|]\s*)'(?='*[=+\-@＝＋－＠])/g;

/**
 * Lines of a CSV file, each ended. All text stands in quotes, and where a spreadsheet would take it for a
 * formula, whatever it separates cells by, it gets an apostrophe; numbers stay numbers.
 */
export function csvLines(rows: readonly (readonly CsvCell[])[], style: CsvStyle): string {
  if (rows.length === 0) return '';
  return rows.map((row) => `${row.map((cell) => print(cell, style)).join(style.delimiter)}\r\n`).join('');
}

function print(cell: CsvCell, style: CsvStyle): string {
  if ('text' in cell) return cell.text === null ? '' : `"${disarmed(cell.text).replaceAll('"', '""')}"`;
  const { decimal } = cell;
  if (decimal === null) return '';
  if (!DECIMAL.test(decimal)) throw new RangeError(`not a decimal: ${decimal.slice(0, 40)}`);
  return decimal.replace('.', style.decimalPoint);
}

function disarmed(text: string): string {
  const inner = text.replace(INNER_FORMULA, "$1'");
  return FORMULA.test(text) ? `'${inner}` : inner;
}

/** The text that was disarmed into this one; any other text as it is. */
export const armed = (text: string): string => text.replace(DISARMED, '').replace(INNER_DISARMED, '$1');

/** Excel takes a file without this for the system's old code page. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * A CSV file, page by page, so that a long list is never whole in memory. The first page is asked before
 * anything is sent: what fails there is still an answer of its own.
 */
export async function csvStream(
  header: readonly string[],
  page: (cursor: string | undefined) => Promise<{ rows: CsvCell[][]; next: string | null }>,
  style: CsvStyle,
): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  let ready: Awaited<ReturnType<typeof page>> | null = await page(undefined);
  let isFirst = true;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (ready === null) return controller.close();
      const head = isFirst ? BYTE_ORDER_MARK + csvLines([header.map((text) => ({ text }))], style) : '';
      isFirst = false;
      const { rows, next } = ready;
      controller.enqueue(encoder.encode(head + csvLines(rows, style)));
      ready = next === null ? null : await page(next);
    },
  });
}
