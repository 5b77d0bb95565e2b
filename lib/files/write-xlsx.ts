import { Zip, ZipDeflate } from 'fflate';
import { letOthersIn } from '@/lib/platform/in-turns';
import type { CsvCell } from './csv';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const PARTS = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** Places in `cellXfs` below: 1 is text, which stays text when it is typed over (`0042`); 2 the heading. */
const [TEXT, HEADING] = [1, 2];
const ROWS_A_STRETCH = 200;
const DECIMAL = /^-?\d+(\.\d+)?$/;

/**
 * A workbook of one sheet: a heading that stays in sight, text as text and decimals as numbers, exact to the
 * last digit. No cell is a formula.
 */
export async function writeXlsx(file: {
  sheet: string;
  header: readonly string[];
  rows: Iterable<readonly CsvCell[]>;
}): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  const part = (name: string) => {
    const stream = new ZipDeflate(name, { level: 6 });
    // The same content is the same file, byte for byte.
    stream.mtime = '1980-01-01T00:00:00';
    zip.add(stream);
    return stream;
  };
  const encoder = new TextEncoder();
  for (const [name, text] of smallParts(file.sheet)) part(name).push(encoder.encode(XML + text), true);
  const sheet = part('xl/worksheets/sheet1.xml');
  sheet.push(encoder.encode(XML + sheetHead(file.header)));
  let text = '';
  let count = 0;
  for (const row of file.rows) {
    text += rowXml(row);
    if (++count % ROWS_A_STRETCH > 0) continue;
    sheet.push(encoder.encode(text));
    text = '';
    await letOthersIn();
  }
  sheet.push(encoder.encode(`${text}</sheetData></worksheet>`), true);
  zip.end();
  return Buffer.concat(chunks);
}

const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
const relations = (...all: string[]) =>
  `<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
const override = (name: string, type: string) =>
  `<Override PartName="/xl/${name}" ContentType="${PARTS}.${type}+xml"/>`;

/** Everything but the sheet itself. */
function smallParts(sheet: string): [name: string, xml: string][] {
  return [
    [
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `${override('workbook.xml', 'sheet.main')}${override('styles.xml', 'styles')}${override('worksheets/sheet1.xml', 'worksheet')}</Types>`,
    ],
    ['_rels/.rels', relations(relation('r1', 'officeDocument', 'xl/workbook.xml'))],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${escaped(sheetName(sheet))}" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations(relation('r1', 'worksheet', 'worksheets/sheet1.xml'), relation('r2', 'styles', 'styles.xml')),
    ],
    [
      'xl/styles.xml',
      `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>' +
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf numFmtId="49" applyNumberFormat="1" xfId="0"/>' +
        '<xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1" xfId="0"/></cellXfs></styleSheet>',
    ],
  ];
}

const sheetHead = (header: readonly string[]) =>
  `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
  `<cols><col min="1" max="${header.length}" width="22" customWidth="1"/></cols><sheetData><row>${header.map((text) => textXml(text, HEADING)).join('')}</row>`;

function rowXml(row: readonly CsvCell[]): string {
  return `<row>${row.map(cellXml).join('')}</row>`;
}

function cellXml(cell: CsvCell): string {
  if ('text' in cell)
    return cell.text === null || cell.text === '' ? `<c s="${TEXT}"/>` : textXml(cell.text, TEXT);
  if (cell.decimal === null) return '<c/>';
  if (!DECIMAL.test(cell.decimal)) throw new RangeError(`not a decimal: ${cell.decimal.slice(0, 40)}`);
  return `<c><v>${cell.decimal}</v></c>`;
}

const textXml = (text: string, style: number) =>
  `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

/** Signs that XML cannot hold as a workbook writes them; what looks like one is written so itself. */
const escaped = (text: string) =>
  text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is escaped.
    .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, hexadecimal);
const hexadecimal = (sign: string) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
/** At most 31 characters, none of those a sheet's name cannot have. */
const sheetName = (name: string) => name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31);
