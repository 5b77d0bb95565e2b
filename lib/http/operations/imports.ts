import * as imports from '@/lib/contracts/imports';
import { applyImport } from '@/lib/services/imports/apply-import';
import { exportSheet } from '@/lib/services/imports/export-sheet';
import { previewImport } from '@/lib/services/imports/preview-import';
import { type Operation, operation } from '../operation';
import { RECIPE_LINES } from './error-sets';

/** A file of LIMITS.bytes as base64, and what stands beside it. */
const BODY_LIMIT = 6 * 1024 * 1024;

/** Files that come in and go out (R42). */
export const importsOperations: readonly Operation[] = [
  operation({
    method: 'POST',
    path: '/imports/preview',
    summary: 'What each row of a file would do, without writing',
    bodyLimit: BODY_LIMIT,
    input: imports.previewImportInput,
    output: imports.importPreviewSchema,
    errors: ['import_file_refused', 'storage_unit_not_found'],
    service: previewImport,
  }),
  operation({
    method: 'POST',
    path: '/imports/apply',
    summary: 'Write exactly what the preview of the same file showed, whole or not at all',
    bodyLimit: BODY_LIMIT,
    input: imports.applyImportInput,
    output: imports.appliedImportSchema,
    errors: [
      ...RECIPE_LINES,
      'import_file_refused',
      'import_has_problems',
      'preview_outdated',
      'storage_unit_not_found',
      'period_locked',
      'name_taken',
      'base_unit_in_use',
      'not_found',
    ],
    service: applyImport,
  }),
  operation({
    method: 'GET',
    path: '/exports/{kind}',
    summary: 'What the company has of a kind as a file that can be imported again, or a template',
    isFile: true,
    input: imports.exportInput,
    output: imports.fileSchema,
    errors: ['reports_busy'],
    service: exportSheet,
  }),
];
