import { DomainError } from '@/lib/core/domain-error';
import type { Refusal } from '@/lib/core/imports/table';

/** The error of a file that is not read (R42), and where in it that was decided, counted from 1. */
export const refuseFile = (reason: Refusal, at: { row?: number; column?: number; limit?: number } = {}) =>
  new DomainError('import_file_refused', `the file is not read: ${reason}`, { reason, ...at });
