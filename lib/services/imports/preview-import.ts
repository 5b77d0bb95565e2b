import type { z } from 'zod';
import { type ImportPreview, type ImportRow, previewImportInput } from '@/lib/contracts/imports';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { type PlannedFile, planFile } from './plan-file';
import { type ReadImport, readImport } from './read-import';

/**
 * What each row of a file would do: create, change, nothing, or a problem in its cell; nothing is written
 * (R42). Throws import_file_refused | storage_unit_not_found.
 */
export async function previewImport(
  ctx: ServiceContext,
  raw: z.input<typeof previewImportInput>,
): Promise<ImportPreview> {
  requireCompany(ctx, raw.company_id, 'manage');
  const input = previewImportInput.parse(raw);
  const read = await readImport(input);
  return toPreview(read, await planFile(ctx, ctx.db, input, read, 'free'));
}

function toPreview({ file, recognised, reading }: ReadImport, planned: PlannedFile): ImportPreview {
  const { format, encoding, separator, sheet, sheets } = file;
  const fields = recognised.columns.flatMap(({ field, index }) =>
    field === null ? [] : [[field, index] as const],
  );
  return {
    token: planned.token,
    file: { format, encoding, separator, sheet, sheets: [...sheets] },
    decimal_sign: reading.decimalSign,
    columns: recognised.columns.map((column) => ({ ...column })),
    missing_columns: [...recognised.missing],
    counts: planned.counts,
    rows: planned.plan.rows.map((row): ImportRow => {
      const cells = file.table.rows[row.row - 1] ?? [];
      return {
        row: row.row,
        action: row.action,
        cells: Object.fromEntries(fields.map(([field, index]) => [field, cells[index] ?? ''])),
        changes: [...row.changes],
        problems: row.problems.map((problem) => ({ ...problem, params: { ...problem.params } })),
      };
    }),
  };
}
