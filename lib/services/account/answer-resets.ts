import { countAccountLinks, takeResetRequest } from '@/db/queries/links';
import { findUserByEmail } from '@/db/queries/people';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';
import { dispatchMails } from '../mail/dispatch-mails';
import { mailLink } from './account-mail';

const MAX_AN_HOUR = 3;
const HOUR_MS = 60 * 60_000;
const BATCH = 200;

/**
 * Mails a link to those who forgot a password and have an account here, and nothing to the others (R46); at
 * most three an hour to one person. Returns how many were answered. Throws forbidden unless the system runs
 * it.
 */
export async function answerResets(ctx: ServiceContext): Promise<number> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  if (ctx.mail.kind === 'off') return 0;
  for (let answered = 0; answered < BATCH; answered++) {
    const mail = await ctx.db.transaction(async (tx) => {
      const request = await takeResetRequest(tx);
      if (!request) return undefined;
      const user = await findUserByEmail(tx, request.address);
      if (!user || user.disabledAt !== null) return null;
      const since = new Date(ctx.clock.now().getTime() - HOUR_MS);
      const sent = await countAccountLinks(tx, { userId: user.id, purpose: 'reset', since });
      if (sent >= MAX_AN_HOUR) return null;
      return mailLink(tx, ctx, user, { purpose: 'reset', to: user.email, locale: request.locale });
    });
    if (mail === undefined) return answered;
    await dispatchMails(ctx, [mail]);
  }
  return BATCH;
}
