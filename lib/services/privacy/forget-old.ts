import {
  deleteEndedMails,
  deleteEndedNotices,
  deleteSpent,
  forgetAnswers,
  forgetSources,
  listCompaniesAfter,
} from '@/db/queries/retention';
import { deletePlanChanges } from '@/db/queries/unchanged-days';
import { DomainError } from '@/lib/core/domain-error';
import { FIXED_RETENTION, type RetentionKind } from '@/lib/core/retention';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { retentionOf } from './retention';

const DAY_MS = 24 * 60 * 60_000;
/** Rows of one statement, so that nobody waits for long. */
const BATCH = 1000;
const COMPANIES = 100;

type Counts = Record<RetentionKind, number>;

/**
 * The nightly forgetting (R50), for the next companies by id; `next` names the last of them, null: that was
 * all. Each batch is a transaction with its count in the audit log, so whoever is stopped goes on with the
 * rest. Events of the audit log stay; they lose from where they came. Notes of changes that decide about no
 * run any more go too (0089). One failure does not stop the others.
 */
export async function forgetOldOfCompanies(
  ctx: ServiceContext,
  { after = null, batch = BATCH }: { after?: string | null; batch?: number } = {},
): Promise<{ next: string | null; forgotten: number; failed: number }> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  const companies = await listCompaniesAfter(ctx.db, after, COMPANIES);
  let [forgotten, failed] = [0, 0];
  for (const companyId of companies) {
    try {
      forgotten += await forgetOldOf(ctx, companyId, batch);
      await dropPlanChanges(ctx, companyId, batch);
    } catch (error) {
      failed += 1;
      ctx.log.error({ err: error, companyId }, 'what is old could not be forgotten');
    }
  }
  const next = companies.length < COMPANIES ? null : (companies.at(-1) ?? null);
  return { next, forgotten, failed };
}

async function forgetOldOf(ctx: ServiceContext, companyId: string, limit: number): Promise<number> {
  const days = await retentionOf(ctx.db, companyId);
  const now = ctx.clock.now().getTime();
  const of = (kind: RetentionKind) => ({
    companyId,
    before: new Date(now - days[kind] * DAY_MS),
    limit,
  });
  let sum = 0;
  let counts: Counts;
  do {
    counts = await ctx.db.transaction(async (tx) => {
      const forgotten = {
        answers: await forgetAnswers(tx, of('answers')),
        sources: await forgetSources(tx, of('sources')),
        mails: await deleteEndedMails(tx, of('mails')),
        notices: await deleteEndedNotices(tx, of('notices')),
      };
      if (total(forgotten) > 0)
        await writeAudit(tx, ctx, {
          companyId,
          action: 'company.forget',
          subjectType: 'company',
          subjectId: companyId,
          details: Object.fromEntries(Object.entries(forgotten).filter(([, rows]) => rows > 0)),
        });
      return forgotten;
    });
    sum += total(counts);
  } while (Object.values(counts).some((rows) => rows === limit));
  if (sum > 0) ctx.log.info({ companyId, rows: sum }, 'what is old was forgotten');
  return sum;
}

/** No data of anybody, so it is neither counted nor in the audit log. */
async function dropPlanChanges(ctx: ServiceContext, companyId: string, limit: number): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - DAY_MS);
  let rows: number;
  do rows = await deletePlanChanges(ctx.db, { companyId, before, limit });
  while (rows === limit);
}

const total = (counts: Counts) => Object.values(counts).reduce((sum, rows) => sum + rows, 0);

/** What is kept alike for everybody and is of use no more; how many rows of each. */
export async function forgetSpent(
  ctx: ServiceContext,
  batch = BATCH,
): Promise<Record<keyof typeof FIXED_RETENTION, number>> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  const now = ctx.clock.now().getTime();
  const kinds = Object.keys(FIXED_RETENTION) as (keyof typeof FIXED_RETENTION)[];
  const counts = {} as Record<keyof typeof FIXED_RETENTION, number>;
  for (const kind of kinds) {
    const before = new Date(now - FIXED_RETENTION[kind] * DAY_MS);
    let rows: number;
    counts[kind] = 0;
    do {
      rows = await deleteSpent[kind](ctx.db, before, batch);
      counts[kind] += rows;
    } while (rows === batch);
  }
  ctx.log.info({ ...counts }, 'what is of use no more was forgotten');
  return counts;
}
