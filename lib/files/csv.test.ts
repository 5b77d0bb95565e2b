import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { armed, type CsvCell, csvLines, csvStream, csvStyle } from './csv';

const line = (cells: CsvCell[], locale = 'en') => csvLines([cells], csvStyle(locale));

describe('a CSV file', () => {
  it('has the separators of the reader’s language, and exact decimals', () => {
    const cells = [{ text: 'Öl' }, { decimal: '-1234.500001' }, { decimal: null }, { text: null }];
    expect(line(cells)).toBe('"Öl",-1234.500001,,\r\n');
    expect(line(cells, 'de')).toBe('"Öl";-1234,500001;;\r\n');
  });

  it.each(['=1+1', '+49', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '  =1', '|calc', '＝1'])(
    'disarms %j, also between quotes and semicolons',
    (text) => {
      for (const locale of ['en', 'de']) {
        const { delimiter } = csvStyle(locale);
        const file = line([{ text }, { text: `a"b ${text}` }], locale);
        const [row] = Papa.parse<string[]>(file, { delimiter, newline: '\r\n' }).data;
        // A tab or line end begins a cell elsewhere: what comes behind it is disarmed too.
        const inner = text.replace(/^([\t\r])/, "$1'");
        expect(row).toEqual([`'${inner}`, `a"b ${inner}`]);
      }
    },
  );
  it.each(['abc;=1+1', 'abc,=1+1', 'a\t@SUM(A1)', 'a"; +49";x', 'a\r\n-2+3', 'a|=1'])(
    'disarms %j for a program that splits elsewhere, also behind a number',
    (text) => {
      for (const locale of ['en', 'de']) {
        const file = line([{ decimal: '1' }, { text }, { text }], locale);
        for (const split of [/,/, /;/, /\t/, /\r?\n/, /\|/]) {
          for (const cell of file.split(split)) expect(cell).not.toMatch(/^[\s"]*[=+\-@]/);
        }
      }
    },
  );

  it('reads back as the text it was', () => {
    const sign = fc.constantFrom(
      "'",
      '=',
      '+',
      '-',
      '@',
      ' ',
      '\t',
      '\r',
      '\n',
      ';',
      ',',
      '|',
      '%',
      '＝',
      'a',
    );
    fc.assert(
      fc.property(fc.string({ unit: sign, maxLength: 8 }), (text) => {
        const [row] = Papa.parse<string[]>(line([{ text }]), { delimiter: ',', newline: '\r\n' }).data;
        expect(armed(row?.[0] ?? '')).toBe(text);
      }),
      { numRuns: 5000 },
    );
  });

  it('takes nothing but decimals for numbers', () => {
    expect(() => line([{ decimal: '=1' }])).toThrow(RangeError);
  });

  it('comes page by page, with one header', async () => {
    const pages: Record<string, { rows: CsvCell[][]; next: string | null }> = {
      start: { rows: [[{ text: 'a' }]], next: 'two' },
      two: { rows: [[{ text: 'b' }], [{ text: 'c' }]], next: null },
    };
    const stream = await csvStream(
      ['Name'],
      async (cursor) => pages[cursor ?? 'start'] as never,
      csvStyle('en'),
    );
    const bytes = await new Response(stream).arrayBuffer();
    expect(Buffer.from(bytes).toString()).toBe('\uFEFF"Name"\r\n"a"\r\n"b"\r\n"c"\r\n');
  });

  it('is only a header for an empty list, and no file at all when the first page fails', async () => {
    const empty = await csvStream(['A'], async () => ({ rows: [], next: null }), csvStyle('en'));
    expect(await new Response(empty).text()).toBe('"A"\r\n');
    const failing = csvStream(
      ['A'],
      async () => {
        throw new Error('refused');
      },
      csvStyle('en'),
    );
    await expect(failing).rejects.toThrow('refused');
  });
});
