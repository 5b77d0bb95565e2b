import Papa from 'papaparse';

export interface CsvStyle {
  delimiter: string;
  decimalPoint: string;
}

/** As a spreadsheet of the reader's language opens it: German Excel splits at semicolons and reads decimal commas. */
export function csvStyle(locale: string): CsvStyle {
  return locale === 'de' ? { delimiter: ';', decimalPoint: ',' } : { delimiter: ',', decimalPoint: '.' };
}

/** A value of a row: text as people typed it, or a decimal from the wire. */
export type CsvCell = { text: string | null } | { decimal: string | null };

const DECIMAL = /^-?\d+(\.\d+)?$/;
/** What a spreadsheet would run: OWASP's list of first characters, also behind blanks. */
const FORMULA = /^\s*[=+\-@\t\r|%＝＋－＠]/;

/** Lines of a CSV file, each ended. Text that a spreadsheet would take for a formula gets an apostrophe; numbers stay numbers. */
export function csvLines(rows: readonly (readonly CsvCell[])[], style: CsvStyle): string {
  if (rows.length === 0) return '';
  const cells = rows.map((row) => row.map((cell) => print(cell, style)));
  return `${Papa.unparse(cells, { delimiter: style.delimiter, newline: '\r\n' })}\r\n`;
}

function print(cell: CsvCell, style: CsvStyle): string {
  if ('text' in cell) return FORMULA.test(cell.text ?? '') ? `'${cell.text}` : (cell.text ?? '');
  const { decimal } = cell;
  if (decimal === null) return '';
  if (!DECIMAL.test(decimal)) throw new RangeError(`not a decimal: ${decimal.slice(0, 40)}`);
  return decimal.replace('.', style.decimalPoint);
}

/** Excel takes a file without this for the system's old code page. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * A CSV file, page by page, so that a long list is never whole in memory. The first page is asked before anything is sent: what fails
 * there is still an answer of its own.
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
