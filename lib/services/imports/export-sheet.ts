import type { z } from 'zod';
import { exportInput, FILE_TYPES, type FileAnswer } from '@/lib/contracts/imports';
import { KIND_NAMES, type Language } from '@/lib/core/imports/kinds';
import { exampleRows, headingsOf, type SheetCell, sheetRows } from '@/lib/core/imports/sheets';
import { BYTE_ORDER_MARK, csvLines, csvStyle } from '@/lib/files/csv';
import { writeXlsx } from '@/lib/files/write-xlsx';
import { letOthersIn } from '@/lib/platform/in-turns';
import { requireCompany } from '../access';
import { recordExport } from '../audit-log/record-export';
import type { ServiceContext } from '../context';
import { heavyRead } from '../heavy-read';
import { loadKnown } from './load-known';

/**
 * What the company has of a kind, in the shape in which it is imported: imported again it changes nothing
 * (R42). Or a template with an example. Throws reports_busy.
 */
export async function exportSheet(
  ctx: ServiceContext,
  raw: z.input<typeof exportInput>,
): Promise<FileAnswer> {
  requireCompany(ctx, raw.company_id, 'read');
  const { company_id, kind, format, language, template } = exportInput.parse(raw);
  if (!template) await recordExport(ctx, company_id, kind);
  const name = KIND_NAMES[kind][language];
  const load = (reading: ServiceContext) => loadKnown(reading, reading.db, company_id, kind, 'free');
  const rows = template
    ? exampleRows(kind, language)
    : sheetRows(kind, await heavyRead(ctx, company_id, load), language);
  const header = headingsOf(kind, language);
  const bytes =
    format === 'xlsx'
      ? await writeXlsx({ sheet: name, header, rows })
      : await writeCsv(header, rows, language);
  const what = template
    ? language === 'de'
      ? 'Vorlage'
      : 'template'
    : ctx.clock.now().toISOString().slice(0, 10);
  const file_name = `${name.toLowerCase().replaceAll(' ', '-')}-${what}.${format}`;
  return { file_name, content_type: FILE_TYPES[format], bytes };
}

async function writeCsv(
  header: readonly string[],
  rows: Iterable<readonly SheetCell[]>,
  language: Language,
): Promise<Uint8Array<ArrayBuffer>> {
  const style = csvStyle(language);
  const chunks = [Buffer.from(BYTE_ORDER_MARK + csvLines([header.map((text) => ({ text }))], style))];
  for (const row of rows) {
    chunks.push(Buffer.from(csvLines([row], style)));
    if (chunks.length % 200 === 0) await letOthersIn();
  }
  return Buffer.concat(chunks);
}
