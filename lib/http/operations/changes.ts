import * as changes from '@/lib/contracts/changes';
import { applyChange } from '@/lib/services/ledger-change/apply-change';
import { previewChange } from '@/lib/services/ledger-change/preview-change';
import { type Operation, operation } from '../operation';
import { CATALOGUE, RECIPE_LINES } from './error-sets';

/** Changes to what sales take from stock, previewed and applied. */
export const changesOperations: readonly Operation[] = [
  operation({
    method: 'POST',
    path: '/changes/preview',
    summary: 'What a mapping, a recipe or a re-run of days would change in the ledger',
    input: changes.previewChangeInput,
    output: changes.changePreviewSchema,
    bodyLimit: CATALOGUE,
    errors: [...RECIPE_LINES, 'name_taken', 'not_found', 'storage_unit_required', 'period_locked'],
    service: previewChange,
  }),
  operation({
    method: 'POST',
    path: '/changes/apply',
    summary: 'Make the change and write exactly what its preview showed, or nothing',
    input: changes.applyChangeInput,
    output: changes.appliedChangeSchema,
    bodyLimit: CATALOGUE,
    errors: [
      ...RECIPE_LINES,
      'name_taken',
      'not_found',
      'storage_unit_required',
      'period_locked',
      'preview_outdated',
    ],
    service: applyChange,
  }),
];
