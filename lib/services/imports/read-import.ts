import type { z } from 'zod';
import type { previewImportInput } from '@/lib/contracts/imports';
import { DomainError } from '@/lib/core/domain-error';
import { type Columns, recogniseColumns } from '@/lib/core/imports/columns';
import { FIELDS, type ImportKind, KIND_NAMES, LANGUAGES } from '@/lib/core/imports/kinds';
import { headingKey } from '@/lib/core/imports/name-key';
import { decimalSignOf } from '@/lib/core/imports/notation';
import type { Reading } from '@/lib/core/imports/row-cells';
import type { TableFile } from '@/lib/core/imports/table';
import { readTable } from '@/lib/files/read-table';

export type ImportInput = z.output<typeof previewImportInput>;
export interface ReadImport {
  file: TableFile;
  recognised: Columns;
  reading: Reading;
}
/** Fields whose cells are figures. */
const FIGURES = new Set(['quantity', 'standard_cost', 'minimum_quantity', 'unit_cost', 'trim_percent']);

/** The file as a table with its columns known and its figures readable. Throws import_file_refused. */
export async function readImport(input: ImportInput): Promise<ReadImport> {
  refuseUnknownFields(input);
  const names = new Set(LANGUAGES.map((language) => headingKey(KIND_NAMES[input.kind][language])));
  const file = await readTable(Buffer.from(input.content_base64, 'base64'), {
    sheet: input.sheet,
    isPreferred: (name) => names.has(headingKey(name)),
  });
  const recognised = recogniseColumns(input.kind, file.table, input.columns);
  const figures = recognised.columns.flatMap(({ field, index }) =>
    field !== null && FIGURES.has(field) ? [index] : [],
  );
  const { headingRow, columns, language } = recognised;
  const decimalSign = input.decimal_sign ?? decimalSignOf(file, figures, headingRow + 1, language);
  return { file, recognised, reading: { table: file.table, columns, decimalSign } };
}

function refuseUnknownFields({
  kind,
  columns = {},
}: {
  kind: ImportKind;
  columns?: ImportInput['columns'];
}): void {
  const unknown = Object.keys(columns).filter((name) => !FIELDS[kind].some((field) => field.name === name));
  if (unknown.length === 0) return;
  throw new DomainError('validation_failed', 'the input is not valid', {
    issues: unknown.map((name) => ({ path: `columns.${name}`, message: `is no field of ${kind}` })),
  });
}
