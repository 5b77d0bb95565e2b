import { listNoticeFacts } from '@/db/queries/notice-facts';
import { listCompanyIds, replaceOpenNotices } from '@/db/queries/notices';
import { lockCompany } from '@/db/queries/people';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';
import { dispatchWebhooks } from '../webhook/dispatch-webhooks';
import { writeDeliveries } from '../webhook/write-deliveries';
import { limitsOf } from './limits-of';

const PAGE = 200;

/**
 * Compares each company's data with its open notices (R45): opens what is so now and ends what no longer is.
 * A notice follows from what the database says, so none is lost with a process and none is opened twice. One
 * company that cannot be looked at does not hide the others. Returns how many are new. Throws forbidden
 * unless the system runs it.
 */
export async function lookForNotices(ctx: ServiceContext): Promise<{ companies: number; opened: number }> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  let [companies, opened] = [0, 0];
  for (let after: string | null = null; ; ) {
    const page: { id: string }[] = await listCompanyIds(ctx.db, after, PAGE);
    for (const { id } of page) {
      try {
        opened += await lookAt(ctx, id);
      } catch (error) {
        ctx.log.error({ err: error, companyId: id }, 'notices of a company could not be looked for');
      }
    }
    companies += page.length;
    after = page.at(-1)?.id ?? null;
    if (page.length < PAGE) return { companies, opened };
  }
}

async function lookAt(ctx: ServiceContext, companyId: string): Promise<number> {
  const now = ctx.clock.now();
  const found = await ctx.db.transaction(async (tx) => {
    await lockCompany(tx, companyId);
    const limits = await limitsOf(tx, companyId);
    const facts = await listNoticeFacts(tx, { companyId, now, limits });
    const opened = await replaceOpenNotices(tx, companyId, now, facts);
    return { opened, deliveries: await writeDeliveries(tx, ctx, companyId) };
  });
  await dispatchWebhooks(ctx, found.deliveries);
  return found.opened;
}
