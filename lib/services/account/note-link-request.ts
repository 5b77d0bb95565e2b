import { insertLinkRequest } from '@/db/queries/links';
import { mailLocale } from '@/lib/i18n/mail-text';
import type { ServiceContext } from '../context';

/**
 * Notes who wants a link by mail, the same for every address, known or not: a job looks who it is (R46, R49).
 */
export async function noteLinkRequest(
  ctx: ServiceContext,
  {
    purpose,
    email,
    name = '',
    locale,
  }: { purpose: 'reset' | 'sign_up'; email: string; name?: string; locale?: string | undefined },
): Promise<void> {
  const createdAt = ctx.clock.now();
  const address = email.toLowerCase();
  await insertLinkRequest(ctx.db, { purpose, address, name, locale: mailLocale(locale), createdAt });
  try {
    await ctx.jobs.send([{ name: 'bestellfix/reset.requested', id: `reset-${ctx.requestId}`, data: {} }]);
  } catch (error) {
    ctx.log.warn({ err: error }, 'a link could not be asked for at the job server; recovery retries');
  }
}
