import type { z } from 'zod';
import type { Database } from '@/db/client';
import { lockLedger, lockRecipes } from '@/db/locks';
import { type AppliedImport, applyImportInput } from '@/lib/contracts/imports';
import { DomainError } from '@/lib/core/domain-error';
import { requireCompany } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { planFile } from './plan-file';
import { readImport } from './read-import';
import { writePlan } from './write-plan';

/**
 * Writes exactly what the preview of the same file showed, by the services that a person's click uses, in one
 * transaction (R42). Where all of it stands already, as after the first of two clicks, nothing is written.
 * Throws import_file_refused | import_has_problems | preview_outdated, and what these services throw.
 */
export async function applyImport(
  ctx: ServiceContext,
  raw: z.input<typeof applyImportInput>,
): Promise<AppliedImport> {
  requireCompany(ctx, raw.company_id, 'manage');
  const { token, leave_out_problems, ...input } = applyImportInput.parse(raw);
  const { company_id: companyId, kind } = input;
  const read = await readImport(input);
  return ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx as unknown as Database };
    // Before the rows that the plan is made from, as the services themselves take them (db/locks.ts).
    if (kind === 'ingredients' || kind === 'opening_stock') await lockLedger(tx, companyId, 'change');
    if (kind === 'recipes') await lockRecipes(tx, companyId);
    const { plan, counts, token: present } = await planFile(inside, tx, input, read, 'held');
    const isIncomplete = read.recognised.missing.length > 0;
    if (isIncomplete || (counts.problem > 0 && !leave_out_problems))
      throw new DomainError('import_has_problems', undefined, {
        missing_columns: read.recognised.missing,
        problems: counts.problem,
      });
    if (plan.writes.length === 0) return { counts, is_written: false };
    if (present !== token)
      throw new DomainError('preview_outdated', 'what the file would change is no longer what was shown');
    await writePlan(inside, tx, companyId, plan);
    await writeAudit(tx, ctx, {
      companyId,
      action: 'import.apply',
      subjectType: 'company',
      subjectId: companyId,
      details: { kind, file_name: input.file_name, counts },
    });
    return { counts, is_written: true };
  });
}
