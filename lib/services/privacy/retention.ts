import type { z } from 'zod';
import type { Queryable } from '@/db/client';
import { lockCompany } from '@/db/queries/people';
import { findRetention, upsertRetention } from '@/db/queries/retention';
import type { companyInput } from '@/lib/contracts/common';
import { type Retention, setRetentionInput } from '@/lib/contracts/privacy';
import { type RetentionDays, USUAL_RETENTION } from '@/lib/core/retention';
import { requireCompany } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';

export const retentionOf = async (db: Queryable, companyId: string): Promise<RetentionDays> =>
  (await findRetention(db, companyId)) ?? USUAL_RETENTION;

const toRetention = ({ answers, sources, mails, notices }: RetentionDays): Retention => ({
  answers_days: answers,
  sources_days: sources,
  mails_days: mails,
  notices_days: notices,
});

/** For how many days the company keeps what it may choose (R50). */
export async function getRetention(
  ctx: ServiceContext,
  { company_id: companyId }: z.infer<typeof companyInput>,
): Promise<Retention> {
  requireCompany(ctx, companyId, 'stock');
  return toRetention(await retentionOf(ctx.db, companyId));
}

/** What is older than this goes with the next night; owners only. */
export async function setRetention(
  ctx: ServiceContext,
  raw: z.input<typeof setRetentionInput>,
): Promise<Retention> {
  requireCompany(ctx, raw.company_id, 'administer');
  const { company_id: companyId, ...after } = setRetentionInput.parse(raw);
  return ctx.db.transaction(async (tx) => {
    await lockCompany(tx, companyId);
    const before = toRetention(await retentionOf(tx, companyId));
    await upsertRetention(tx, companyId, {
      answers: after.answers_days,
      sources: after.sources_days,
      mails: after.mails_days,
      notices: after.notices_days,
    });
    await writeAudit(tx, ctx, {
      companyId,
      action: 'company.set_retention',
      subjectType: 'company',
      subjectId: companyId,
      before,
      after,
    });
    return after;
  });
}
