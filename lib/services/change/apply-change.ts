import { v7 } from 'uuid';
import type { z } from 'zod';
import type { Transaction } from '@/db/client';
import { listBookedPlans, readMoment } from '@/db/queries/booked-plans';
import { insertTransferLog, updateTransferLog } from '@/db/queries/transfers';
import { type AppliedChange, applyChangeInput } from '@/lib/contracts/changes';
import type { UnmappedItem } from '@/lib/contracts/transfers';
import { DomainError } from '@/lib/core/domain-error';
import { onViolation } from '@/lib/errors/violations';
import { requireCompany } from '../access';
import { writeAudit } from '../audit';
import { actorName, type ServiceContext } from '../context';
import { postEntries } from '../ledger/post-entries';
import type { VersionMoments } from '../transfer/plan-versions';
import { readKeptAgain } from '../transfer/read-again';
import { toLineRefs, toStats } from '../transfer/transfer-day';
import { planChange, tokenOf } from './plan-change';
import { type PlannedDay, planScope, reportedBy, type Scope } from './plan-scope';

/**
 * Makes a change and writes exactly what its preview showed, in one transaction, or refuses because something moved meanwhile:
 * preview_outdated. Every changed day leaves a transfer log, made from all its lines.
 */
export async function applyChange(
  ctx: ServiceContext,
  raw: z.input<typeof applyChangeInput>,
): Promise<AppliedChange> {
  requireCompany(ctx, raw.company_id, 'manage');
  const input = applyChangeInput.parse(raw);
  const { company_id: companyId, change } = input;
  const createdBy = actorName(ctx.actor);
  const startedAt = ctx.clock.now();
  await readKeptAgain(ctx, companyId, null);
  return ctx.db
    .transaction(async (tx): Promise<AppliedChange> => {
      const { scope, changed, counts, preview } = await planChange(tx, ctx, input, true);
      if (preview.token !== input.token) throw outdated();
      // The same days from all their lines: what the touched lines alone said must come out again.
      const days = await planScope(tx, { ...scope, days: changed.map(({ day }) => day) }, 'all');
      if (tokenOf(input, days, counts) !== preview.token) {
        throw new DomainError('internal_error', 'the whole days plan otherwise than their touched lines');
      }
      const runs = days.map((one) => ({ ...one, logId: v7() }));
      for (const { day, logId, storageUnitId } of runs) {
        await insertTransferLog(tx, {
          id: logId,
          companyId,
          locationId: day.location_id,
          storageUnitId,
          businessDay: day.business_day,
          trigger: 'manual',
          causeItemId: change.kind === 'mapping' ? change.item_id : null,
          causeRecipeId: change.kind === 'recipe' ? change.recipe_id : null,
          forceRefresh: false,
          requestedBy: createdBy,
          startedAt,
        });
      }
      const posted = await postEntries(tx, {
        companyId,
        createdBy,
        lockedUntil: scope.lockedUntil,
        ifLocked: input.if_locked,
        reverse: runs.flatMap(({ day, logId, difference }) =>
          difference.reverse.map((entry) => ({
            ...entry,
            forDay: day.business_day,
            transferLogId: logId,
          })),
        ),
        sales: runs.map(({ day, logId, difference }) => ({
          locationId: day.location_id,
          businessDay: day.business_day,
          transferLogId: logId,
          postings: difference.post.map((entry) => ({ ...entry, id: v7(), snapshotId: day.snapshot_id })),
        })),
      });
      if (posted.recounted !== counts.length) throw outdated();
      const momentsOf = await versionMoments(tx, scope, runs);
      for (const { day, plan, difference, logId, storageUnitId } of runs) {
        const { post, reverse, keep } = difference;
        const moments = momentsOf(day, plan);
        await updateTransferLog(tx, companyId, logId, {
          success: true,
          noData: plan.accounts === 0,
          isComplete: day.is_complete,
          storageUnitId,
          snapshotId: day.snapshot_id,
          stats: toStats(plan, reportedBy(day), {
            entries_standing: keep.length + post.length,
            entries_written: post.length,
            entries_reversed: reverse.length,
          }),
          unmappedItems: plan.unmapped.map(
            ({ itemId, netValue, ...sale }): UnmappedItem => ({
              ...sale,
              item_id: itemId,
              net_value: netValue,
            }),
          ),
          skippedLines: toLineRefs(plan, 'no_goods'),
          failedLines: toLineRefs(plan, 'failed'),
          warnings: [
            ...plan.warnings,
            ...(difference.bookedDay === day.business_day ? [] : ['booked_on_first_open_day']),
          ],
          entriesWritten: post.length,
          entriesReversed: reverse.length,
          versionsAt: moments.at,
          laterItems: moments.later,
          finishedAt: ctx.clock.now(),
        });
      }
      const { entries_reversed, entries_posted, counts_changed } = preview;
      await writeAudit(tx, ctx, {
        companyId,
        action: 'ledger.apply_change',
        subjectType: change.kind === 'mapping' ? 'item' : change.kind === 'recipe' ? 'recipe' : 'location',
        subjectId:
          change.kind === 'mapping'
            ? change.item_id
            : change.kind === 'recipe'
              ? change.recipe_id
              : change.location_id,
        details: { change, entries_reversed, entries_posted, counts_changed },
      });
      return {
        entries_reversed,
        entries_posted,
        counts_changed,
        transfer_log_ids: runs.map((run) => run.logId),
      };
    })
    .catch((error: unknown) => onViolation(error, { period_locked: 'period_locked' }));
}

/** The days' other items keep the versions they were booked with; those of the change have the present ones from here on (R32). */
async function versionMoments(tx: Transaction, { companyId, itemIds }: Scope, days: readonly PlannedDay[]) {
  const at = await readMoment(tx);
  const keys = days.map(({ day }) => ({ locationId: day.location_id, businessDay: day.business_day }));
  const booked = new Map(
    (await listBookedPlans(tx, companyId, keys)).map((row) => [
      `${row.location_id} ${row.business_day}`,
      row,
    ]),
  );
  return (day: PlannedDay['day'], plan: PlannedDay['plan']): VersionMoments => {
    const before = booked.get(`${day.location_id} ${day.business_day}`);
    if (itemIds === 'all' || !before) return { at, later: {} };
    const touched = plan.outcomes.flatMap(({ itemId }) =>
      itemId !== null && itemIds.has(itemId) ? [itemId] : [],
    );
    return {
      at: before.versions_at,
      later: { ...before.later_items, ...Object.fromEntries(touched.map((id) => [id, at])) },
    };
  };
}

const outdated = () =>
  new DomainError('preview_outdated', 'what the change would write is no longer what was shown');
