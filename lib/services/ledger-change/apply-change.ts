import { v7 } from 'uuid';
import type { z } from 'zod';
import { findEventMade } from '@/db/queries/history';
import { insertTransferLog } from '@/db/queries/transfers';
import { type AppliedChange, applyChangeInput, type Change } from '@/lib/contracts/changes';
import { DomainError } from '@/lib/core/domain-error';
import { onViolation } from '@/lib/errors/violations';
import { requireCompany } from '../access';
import { writeAudit } from '../audit';
import { actorName, type ServiceContext } from '../context';
import { recordTransfers } from '../planning/record-transfer';
import { planRenamedDays } from '../transfer/transfer-day';
import { prepareChange, settingOf } from './change-of-setting';
import { planChange } from './plan-change';
import type { ChangeInput } from './to-preview';

/**
 * Makes a change and writes exactly what its preview showed, in one transaction, or refuses because something
 * moved meanwhile: preview_outdated. Every changed day leaves a transfer log, made from all its lines. Throws
 * what the preview throws.
 */
export async function applyChange(
  ctx: ServiceContext,
  raw: z.input<typeof applyChangeInput>,
): Promise<AppliedChange> {
  requireCompany(ctx, raw.company_id, 'manage');
  const { token, ...input } = applyChangeInput.parse(raw);
  const { days_changed: _, ...applied } = await bookChange(ctx, input, token);
  return applied;
}

/** The same for who asked for the change itself and saw no preview (`token` null). */
export async function bookChange(
  ctx: ServiceContext,
  input: ChangeInput,
  token: string | null,
): Promise<AppliedChange & { days_changed: number }> {
  const { company_id: companyId, change } = input;
  const createdBy = actorName(ctx.actor);
  const startedAt = ctx.clock.now();
  await prepareChange(ctx, companyId, change);
  const { renamed, ...applied } = await ctx.db
    .transaction(async (tx) => {
      const planned = await planChange(tx, ctx, input, 'apply');
      const { lockedUntil, recorded, counts, preview } = planned;
      if (token !== null && preview.token !== token) throw outdated();
      const setting = settingOf(change);
      const runs = recorded.map((planned) => {
        const { day, moments } = planned;
        return { logId: v7(), planned, isComplete: day.isComplete, moments, warnings: [] };
      });
      for (const { logId, planned } of runs) {
        await insertTransferLog(tx, {
          id: logId,
          companyId,
          locationId: planned.day.locationId,
          storageUnitId: planned.storageUnitId,
          businessDay: planned.day.businessDay,
          trigger: 'manual',
          causeItemId: setting === null && 'item_id' in change ? change.item_id : null,
          causeRecipeId: 'recipe_id' in change ? change.recipe_id : null,
          causeSetting: setting,
          forceRefresh: false,
          requestedBy: createdBy,
          startedAt,
        });
      }
      const write = { companyId, createdBy, lockedUntil, ifLocked: input.if_locked };
      const { recounted } = await recordTransfers(tx, write, runs, () => ctx.clock.now());
      if (recounted !== counts.length) throw outdated();
      const { days_changed, entries_reversed, entries_posted, counts_changed } = preview;
      const subject = subjectOf(companyId, change);
      const made = await findEventMade(tx, companyId, { ...subject, actor: createdBy });
      const booked = { days_changed, entries_reversed, entries_posted, counts_changed };
      await writeAudit(tx, ctx, {
        companyId,
        action: 'ledger.apply_change',
        ...subject,
        // The history of a thing shows both as one (R55).
        details: { change: change.kind, ...booked, ...(made !== undefined && { event_id: made }) },
      });
      return {
        days_changed,
        entries_reversed,
        entries_posted,
        counts_changed,
        transfer_log_ids: runs.map((run) => run.logId),
        renamed: recorded.flatMap(({ adoptions }) => adoptions),
      };
    })
    .catch((error: unknown) => onViolation(error, { period_locked: 'period_locked' }));
  // Not of the change, but of what was sold (R38): it reaches days and items that the change does not.
  const found = renamed.map((adoption) => ({ adoption }));
  await planRenamedDays(ctx, { companyId, trigger: 'manual' }, found);
  return applied;
}

function subjectOf(companyId: string, change: Change): { subjectType: string; subjectId: string } {
  switch (change.kind) {
    // Each item has a row of its own.
    case 'mappings':
    case 'held_names':
    case 'void_reasons':
    case 'packaging':
      return { subjectType: 'company', subjectId: companyId };
    case 'mapping':
    case 'mapping_version':
    case 'modifier_rules':
    case 'modifier_rules_version':
    case 'held_name':
      return { subjectType: 'item', subjectId: change.item_id };
    case 'recipe':
    case 'recipe_version':
      return { subjectType: 'recipe', subjectId: change.recipe_id };
    case 'location_version':
    case 'rerun':
      return { subjectType: 'location', subjectId: change.location_id };
  }
}

const outdated = () =>
  new DomainError('preview_outdated', 'what the change would write is no longer what was shown');
