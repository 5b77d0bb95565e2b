import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isDomainError } from '@/lib/core/domain-error';
import { cellKey, LIMITS } from '@/lib/core/imports/table';
import { type CsvCell, csvLines, csvStyle } from './csv';
import { readTable } from './read-table';
import { writeXlsx } from './write-xlsx';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);
const rowsOf = async (file: Uint8Array) => (await readTable(file)).table.rows;
const reasonOf = (file: Uint8Array, choice = {}) =>
  readTable(file, choice).then(
    () => 'read',
    (error: unknown) => (isDomainError(error) ? [error.code, error.details?.reason] : error),
  );
const refused = (reason: string) => ['import_file_refused', reason];

describe('a text of separated values (R42)', () => {
  it.each([
    ['semicolons', 'Name;Preis\nKäse;1,5\n', ';'],
    ['commas', 'Name,Price\nKäse,1.5\n', ','],
    ['tabs, as the clipboard has it', 'Name\tPreis\r\nKäse\t1,5', '\t'],
  ])('by %s', async (_, text, separator) => {
    const file = await readTable(bytes(text));
    expect(file).toMatchObject({ format: 'csv', separator, encoding: 'utf-8', sheets: [] });
    expect(file.table.rows[1]?.[0]).toBe('Käse');
    expect(file.table.rows).toHaveLength(2);
  });

  it.each<[string, Uint8Array, string]>([
    ['UTF-8', bytes('Name;€\nKäse;1'), 'utf-8'],
    ['UTF-8 with its mark', bytes('\ufeffName;€\nKäse;1'), 'utf-8'],
    ['Windows-1252', Buffer.from([...bytes('Name;\x80\nK\xe4se;1', 'latin1')]), 'windows-1252'],
    ['UTF-16 with its mark', bytes('\ufeffName;€\nKäse;1', 'utf16le'), 'utf-16'],
    ['UTF-16 without one', bytes('Name;€\nKäse;1', 'utf16le'), 'utf-16'],
    ['UTF-16 the other way', bytes('\ufeffName;€\nKäse;1', 'utf16le').swap16(), 'utf-16'],
  ])('in %s', async (_, file, encoding) => {
    const read = await readTable(file);
    expect(read.encoding).toBe(encoding);
    expect(read.table.rows).toEqual([
      ['Name', '€'],
      ['Käse', '1'],
    ]);
  });

  it('with quotes, line ends inside cells, one column, and blank rows that keep their number', async () => {
    expect(await rowsOf(bytes('A;B\r\n"x;""y""\nz";1\r\n\r\nq;2\r\n\r\n'))).toEqual([
      ['A', 'B'],
      ['x;"y"\nz', '1'],
      [''],
      ['q', '2'],
    ]);
    expect(await rowsOf(bytes('Name\nA, B'))).toEqual([['Name'], ['A, B']]);
    expect(await rowsOf(bytes('Name;B\rx;1'))).toEqual([
      ['Name', 'B'],
      ['x', '1'],
    ]);
  });
});

/** Names as people and attackers choose them; what a database can hold. */
const text = fc
  .string({ unit: 'binary', maxLength: 12 })
  .map((value) => value.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, ''));
const awkward = fc.constantFrom(
  '=1+1',
  "'=x",
  '_x000D_',
  ' a ',
  'a;b',
  '"',
  '<&>',
  'a\r\nb',
  '\u0001',
  '0042',
  '😀',
);
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }), fc.integer({ min: 0, max: 999_999 }))
  .map(([whole, rest]) =>
    rest === 0 ? `${whole}` : `${whole}.${String(rest).padStart(6, '0').replace(/0+$/, '')}`,
  );

describe('what is written reads back as it was', () => {
  const cells = fc.array(
    fc
      .record({ a: fc.oneof(text, awkward), n: fc.option(decimal) })
      .map(({ a, n }) => ({ text: a, number: n })),
    { minLength: 1, maxLength: 6 },
  );
  const rows = (all: { text: string; number: string | null }[]): CsvCell[][] =>
    all.map((one) => [{ text: one.text }, { decimal: one.number }, { text: 'end' }]);

  it('as a workbook', async () => {
    await fc.assert(
      fc.asyncProperty(cells, async (all) => {
        const file = await writeXlsx({ sheet: 'A/B', header: ['Name', 'N', 'End'], rows: rows(all) });
        const { table, sheet } = await readTable(file);
        expect(sheet).toBe('A B');
        expect(table.rows).toEqual([
          ['Name', 'N', 'End'],
          ...all.map((one) => [one.text, one.number ?? '', 'end']),
        ]);
        expect(table.numbers).toEqual(
          new Set(all.flatMap((one, index) => (one.number === null ? [] : [cellKey(index + 1, 1)]))),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('as separated values', async () => {
    await fc.assert(
      fc.asyncProperty(cells, fc.constantFrom('de', 'en'), async (all, locale) => {
        const style = csvStyle(locale);
        const header = csvLines([[{ text: 'Name' }, { text: 'N' }, { text: 'End' }]], style);
        const read = await rowsOf(bytes(`\ufeff${header}${csvLines(rows(all), style)}`));
        const number = (value: string | null) => (value ?? '').replace('.', style.decimalPoint);
        expect(read.slice(1)).toEqual(all.map((one) => [one.text, number(one.number), 'end']));
      }),
      { numRuns: 500 },
    );
  });
});

const SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
/** A workbook by hand: its sheet's rows, and parts put in or over. */
const workbook = (rows: string, parts: Record<string, string> = {}) =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        'xl/workbook.xml':
          '<workbook xmlns:r="r"><sheets><sheet name="Hidden" state="hidden" sheetId="1" r:id="a"/><sheet name="One" sheetId="2" r:id="a"/><sheet name="Rezepte" sheetId="3" r:id="b"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/><Relationship Id="b" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
        'xl/styles.xml':
          '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy;@"/><numFmt numFmtId="171" formatCode="0.00&quot; day&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>',
        'xl/sharedStrings.xml':
          '<sst><si><t>Käse</t></si><si><r><t>rich </t></r><r><t>text</t></r><rPh><t>no</t></rPh></si></sst>',
        'xl/worksheets/sheet1.xml': `${SHEET}${rows}</sheetData></worksheet>`,
        'xl/worksheets/sheet2.xml': `${SHEET}<row><c t="str"><v>second</v></c></row></sheetData></worksheet>`,
        ...parts,
      }).map(([name, content]) => [name, strToU8(content)]),
    ),
  );

describe('a workbook (R42)', () => {
  it('has texts, numbers, days and the kept values of formulas', async () => {
    const file = workbook(
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>' +
        '<row r="3"><c r="A3"><v>0.30000000000000004</v></c><c><v>1E-3</v></c><c><f>A3/7</f><v>1.7857142857142858</v></c></row>' +
        '<row><c s="1"><v>46082</v></c><c s="2"><v>46082.75</v></c><c s="3"><v>46082</v></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c><c><f>1+1</f></c></row>',
    );
    const read = await readTable(file);
    expect(read).toMatchObject({ format: 'xlsx', sheet: 'One', sheets: ['One', 'Rezepte'] });
    expect(read.table.rows).toEqual([
      ['Käse', '', 'rich text'],
      [],
      ['0.3', '0.001', '1.785714'],
      ['2026-03-01', '2026-03-01', '46082', 'TRUE', '#REF!', '#FORMULA!'],
    ]);
    expect(read.table.numbers.has(cellKey(2, 2))).toBe(true);
    expect(read.table.numbers.has(cellKey(3, 0))).toBe(false);
  });

  it('is read from the sheet that is named, or that the kind prefers', async () => {
    const file = workbook('<row><c t="str"><v>first</v></c></row>');
    const cell = async (choice: object) => (await readTable(file, choice)).table.rows[0]?.[0];
    expect(await cell({})).toBe('first');
    expect(await cell({ sheet: 'Rezepte' })).toBe('second');
    expect(await cell({ isPreferred: (name: string) => name === 'Rezepte' })).toBe('second');
    expect(await reasonOf(file, { sheet: 'None' })).toEqual(refused('no_such_sheet'));
  });
});

describe('a hostile file is refused', () => {
  const long = 'x'.repeat(LIMITS.cell + 1);
  const cases: Record<string, [reason: string, file: () => Uint8Array]> = {
    'nothing at all': ['empty', () => bytes('')],
    'blank cells': ['empty', () => bytes(';;\n;;')],
    'a workbook of before 2007, or with a password': [
      'old_or_encrypted',
      () => bytes('\xd0\xcf\x11\xe0\xa1\xb1', 'latin1'),
    ],
    'a PDF': ['not_a_table', () => bytes('%PDF-1.7')],
    'a program': ['not_a_table', () => Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2, 0, 3, 4, 0, 9])],
    'too many bytes': ['too_large', () => Buffer.alloc(LIMITS.bytes + 1, 'a;')],
    'too many rows': ['too_many_rows', () => bytes('a;b\n'.repeat(LIMITS.rows + 2))],
    'too many columns': ['too_many_columns', () => bytes(`a${';b'.repeat(LIMITS.columns)}`)],
    'too long a cell': ['cell_too_long', () => bytes(`a;${long}`)],
    'a bomb': [
      'too_large',
      () => workbook(`<row><c t="str"><v>${' '.repeat(LIMITS.unpackedBytes)}</v></c></row>`),
    ],
    'thousands of parts': [
      'too_large',
      () => workbook('', Object.fromEntries(Array.from({ length: 1100 }, (_, n) => [`p/${n}`, '']))),
    ],
    'an archive that ends too soon': [
      'damaged',
      () => workbook('<row><c><v>1</v></c></row>').subarray(0, 400),
    ],
    'an archive of something else': ['damaged', () => zipSync({ 'word/document.xml': strToU8('<a/>') })],
    'XML that is none': ['damaged', () => workbook('<row><c></row>')],
    'entities of its own': [
      'damaged',
      () =>
        workbook('', {
          'xl/worksheets/sheet1.xml': `<!DOCTYPE a [<!ENTITY x "lol"><!ENTITY y "&x;&x;">]>${SHEET}<row><c t="str"><v>&y;</v></c></row></sheetData></worksheet>`,
        }),
    ],
    'an entity from outside': [
      'damaged',
      () =>
        workbook('', {
          'xl/sharedStrings.xml':
            '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst><si><t>&x;</t></si></sst>',
        }),
    ],
    'a row far below': [
      'too_many_rows',
      () => workbook('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
    ],
    'a column far right': ['too_many_columns', () => workbook('<row r="1"><c r="XFD1"><v>1</v></c></row>')],
    'a long cell in a workbook': [
      'cell_too_long',
      () => workbook(`<row><c t="str"><v>${long}</v></c></row>`),
    ],
    'a sheet outside of the file': [
      'damaged',
      () =>
        workbook('', {
          'xl/_rels/workbook.xml.rels':
            '<Relationships><Relationship Id="a" TargetMode="External" Target="http://x/y"/></Relationships>',
        }),
    ],
  };
  it.each(Object.entries(cases))('%s', async (_, [reason, file]) => {
    expect(await reasonOf(file())).toEqual(refused(reason));
  });

  it('and any bytes at all end in a table or in a refusal', async () => {
    const good = workbook('<row><c t="s"><v>0</v></c></row>');
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 6 }).map((edits) => {
            const bent = Uint8Array.from(good);
            for (const [at, byte] of edits) bent[at] = byte;
            return bent;
          }),
        ),
        async (file) => {
          const read = await readTable(file).catch((error: unknown) => error);
          expect(read instanceof Error ? isDomainError(read) : true).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
