import { endSilentMails, takeMailsToDispatch } from '@/db/queries/mails';
import type { ServiceContext } from '../context';
import { dueAt } from './mail-times';

const BATCH = 500;

/**
 * Has the job server send mail that is due, after the commit: those named, or all. What it does not take is
 * told again by the sweep. To be told twice is harmless: who sends it is decided by its row (R44). Returns
 * how many it was told of.
 */
export async function dispatchMails(ctx: ServiceContext, ids?: readonly (string | null)[]): Promise<number> {
  const named = ids?.filter((id) => id !== null);
  if (named?.length === 0) return 0;
  const at = dueAt(ctx.clock.now());
  if (named === undefined) {
    for (const { id, kind } of await endSilentMails(ctx.db, at))
      ctx.log.error({ mailId: id, kind, problem: 'no_answer' }, 'nobody knows whether a mail was accepted');
  }
  try {
    return await ctx.db.transaction(async (tx) => {
      const due = await takeMailsToDispatch(tx, at, { ids: named, limit: BATCH });
      await ctx.jobs.send(
        due.map(({ id, dispatchCount }) => ({
          name: 'bestellfix/mail.due' as const,
          id: `mail-${id}-${dispatchCount}`,
          data: { mailId: id },
        })),
      );
      return due.length;
    });
  } catch (error) {
    ctx.log.warn({ err: error }, 'mail could not be sent to the job server; recovery retries');
    return 0;
  }
}
