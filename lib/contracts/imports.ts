import { z } from 'zod';
import { IMPORT_KINDS, LANGUAGES } from '@/lib/core/imports/kinds';
import { ACTIONS, PROBLEMS } from '@/lib/core/imports/plan';
import { LIMITS } from '@/lib/core/imports/table';
import { daySchema, flagSchema, idSchema } from './common';

const importKindSchema = z.enum(IMPORT_KINDS);
const decimalSignSchema = z.enum([',', '.']);

/** A file, or what was pasted, and how it is to be read where it does not say so itself (R42). */
const importShape = {
  company_id: idSchema,
  kind: importKindSchema,
  /** For people: it is told in the audit log. What the file is, its content says. */
  file_name: z.string().max(300),
  content_base64: z.string().max(Math.ceil((LIMITS.bytes * 4) / 3) + 4),
  /** Of a workbook; the first that fits unless said. */
  sheet: z.string().max(100).optional(),
  /** Column of a field, from 0, or null for none, where the headings do not say it rightly. */
  columns: z
    .record(
      z.string().max(40),
      z
        .number()
        .int()
        .min(0)
        .max(LIMITS.columns - 1)
        .nullable(),
    )
    .optional(),
  /** Of typed figures; worked out from the file unless said. */
  decimal_sign: decimalSignSchema.optional(),
  /** Opening stock: what counts where the file has no column for it. */
  storage_unit_id: idSchema.optional(),
  date: daySchema.optional(),
};
export const previewImportInput = z.object(importShape);
export const applyImportInput = z.object({
  ...importShape,
  /** Of the preview that is to be applied. */
  token: z.string().max(100),
  /** Apply although there are problems: their rows are left out. */
  leave_out_problems: z.boolean().default(false),
});

const countsSchema = z.object({
  create: z.number().int(),
  change: z.number().int(),
  nothing: z.number().int(),
  problem: z.number().int(),
});
const importRowSchema = z.object({
  /** Its number in the file, from 1. */
  row: z.number().int(),
  action: z.enum(ACTIONS),
  /** What stands in the file, by field. */
  cells: z.record(z.string(), z.string()),
  /** Decimals have a point, units their code. */
  changes: z.array(
    z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
  problems: z.array(
    z.object({
      code: z.enum(PROBLEMS),
      /** The cell; null: the row as a whole. */
      field: z.string().nullable(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
});
export type ImportRow = z.infer<typeof importRowSchema>;
export const importPreviewSchema = z
  .object({
    /** Changes with what would be written; `apply` takes it. */
    token: z.string(),
    file: z.object({
      format: z.enum(['csv', 'xlsx']),
      encoding: z.enum(['utf-8', 'utf-16', 'windows-1252']).nullable(),
      separator: z.enum([';', ',', '\t']).nullable(),
      sheet: z.string().nullable(),
      sheets: z.array(z.string()),
    }),
    decimal_sign: decimalSignSchema,
    columns: z.array(
      z.object({ index: z.number().int(), heading: z.string(), field: z.string().nullable() }),
    ),
    /** Fields without which nothing can be read, and that no column is; then there are no rows. */
    missing_columns: z.array(z.string()),
    counts: countsSchema,
    rows: z.array(importRowSchema),
  })
  .meta({ id: 'ImportPreview' });
export type ImportPreview = z.infer<typeof importPreviewSchema>;
export const appliedImportSchema = z.object({
  /** Rows, as the preview counted them; those with problems were left out. */
  counts: countsSchema,
  /** False when all of it stood already. */
  is_written: z.boolean(),
});
export type AppliedImport = z.infer<typeof appliedImportSchema>;

export const exportInput = z.object({
  company_id: idSchema,
  kind: importKindSchema,
  format: z.enum(['csv', 'xlsx']).default('csv'),
  /** Of headings, words and figures. */
  language: z.enum(LANGUAGES).default('en'),
  /** An example to be typed over instead of what is there. */
  template: flagSchema.default(false),
});
export const FILE_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
/** A file as an answer: it is sent as it is, under its own type. */
export const fileSchema = z.object({
  file_name: z.string(),
  content_type: z.enum([FILE_TYPES.csv, FILE_TYPES.xlsx]),
  bytes: z.instanceof(Uint8Array),
});
export type FileAnswer = z.infer<typeof fileSchema>;
