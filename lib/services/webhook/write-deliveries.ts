import { v7 } from 'uuid';
import type { Queryable } from '@/db/client';
import { findCompanyName } from '@/db/queries/people';
import { insertDeliveries } from '@/db/queries/webhook-deliveries';
import { listUnwritten } from '@/db/queries/webhooks';
import { noticeWords } from '@/lib/i18n/notice-words';
import type { ServiceContext } from '../context';
import { toNotice } from '../notice/to-notice';
import { GIVE_UP_MS } from './webhook-times';

/**
 * Writes what webhooks are to be sent, in the transaction that opens the notices, so that none is lost with a
 * process. Which notice a webhook has is a row, so that none is written twice (R52). Returns their ids.
 */
export async function writeDeliveries(
  tx: Queryable,
  ctx: ServiceContext,
  companyId: string,
): Promise<string[]> {
  const unwritten = await listUnwritten(tx, companyId);
  if (unwritten.length === 0) return [];
  const now = ctx.clock.now();
  const company = { id: companyId, name: (await findCompanyName(tx, companyId)) ?? '' };
  const rows = unwritten.map(({ webhookId, ...row }) => {
    const notice = toNotice({ ...row, foundAt: new Date(row.foundAt), endedAt: null });
    const [en, de] = [noticeWords('en')(notice), noticeWords('de')(notice)];
    const id = v7();
    return {
      ...{ id, companyId, webhookId, noticeId: row.id, kind: row.kind },
      body: JSON.stringify({
        ...{ id, type: 'notice', created_at: now.toISOString(), company },
        notice: {
          ...notice,
          url: `${ctx.appUrl}${notice.href}`,
          title: { en: en.title, de: de.title },
          text: { en: en.text, de: de.text },
        },
      }),
      ...{ nextTryAt: now, giveUpAt: new Date(now.getTime() + GIVE_UP_MS), createdAt: now },
    };
  });
  return insertDeliveries(tx, rows);
}
