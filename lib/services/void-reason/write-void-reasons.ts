import type { Transaction } from '@/db/client';
import { lockCompany } from '@/db/queries/people';
import { insertVoidReasonVersion, listVoidReasonVersions } from '@/db/queries/void-reasons';
import type { VoidReasonInput } from '@/lib/contracts/void-reasons';
import { reasonKey } from '@/lib/core/reason-key';
import { writeAudit } from '../audit';
import { requireDays } from '../company/require-days';
import { actorName, type ServiceContext } from '../context';
import { reaches } from '../item/write-mapping-versions';

/**
 * Says what becomes of goods voided for these reasons from a day on, null = for all days (R16); what was said
 * before stays as history, reasons not named stay as they are. The same again writes nothing. Of several
 * spellings of one reason the first counts. `reachesBooked`: with a preview of the booked days (R32).
 */
export async function writeVoidReasons(
  tx: Transaction,
  ctx: ServiceContext,
  companyId: string,
  said: { reasons: readonly VoidReasonInput[]; effectiveFrom: string | null; reachesBooked: boolean },
): Promise<void> {
  const { reasons, effectiveFrom, reachesBooked } = said;
  await requireDays(ctx, companyId, { effective_from: effectiveFrom }, 'a_year_ahead');
  await lockCompany(tx, companyId);
  const versions = await listVoidReasonVersions(tx, companyId);
  const current = new Map(versions.flatMap((one) => (one.isCurrent ? [[one.key, one] as const] : [])));
  const once = new Map(reasons.toReversed().map((one) => [reasonKey(one.reason), one]));
  const changed = [...once].toReversed().filter(([key, { outcome }]) => {
    const before = current.get(key);
    if (!before || before.outcome !== outcome) return true;
    return !reaches(before.effectiveFrom, effectiveFrom) || (reachesBooked && !before.reachesBooked);
  });
  for (const [key, { reason, outcome }] of changed) {
    const before = current.get(key);
    await insertVoidReasonVersion(tx, {
      companyId,
      reasonKey: key,
      // Its entries stand under the name it had first.
      reason: before?.reason ?? reason,
      outcome,
      version: (before?.version ?? 0) + 1,
      effectiveFrom,
      reachesBooked,
      createdBy: actorName(ctx.actor),
    });
  }
  if (changed.length === 0) return;
  await writeAudit(tx, ctx, {
    companyId,
    action: 'company.save_void_reasons',
    subjectType: 'company',
    subjectId: companyId,
    before: Object.fromEntries(
      changed.map(([key, { reason }]) => [reason, current.get(key)?.outcome ?? null]),
    ),
    after: Object.fromEntries(changed.map(([, { reason, outcome }]) => [reason, outcome])),
    details: effectiveFrom === null ? {} : { effective_from: effectiveFrom },
  });
}
