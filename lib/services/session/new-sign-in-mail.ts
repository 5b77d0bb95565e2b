import type { Queryable } from '@/db/client';
import { findTimes } from '@/db/queries/notices';
import { findUser } from '@/db/queries/people';
import { deviceName } from '@/lib/core/device-name';
import { USUAL_TIME } from '@/lib/core/notice-kinds';
import { deviceWords } from '@/lib/i18n/device-words';
import { mailLocale, mailText } from '@/lib/i18n/mail-text';
import { momentText } from '@/lib/i18n/moment-text';
import type { ServiceContext } from '../context';
import { enqueueMail } from '../mail/enqueue-mail';

/** Tells a person of a sign-in from a browser they were not known by, once (R49); null: mail is off. */
export async function mailNewSignIn(
  tx: Queryable,
  ctx: ServiceContext,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<string | null> {
  const user = await findUser(tx, userId);
  if (!user || ctx.mail.kind === 'off') return null;
  const locale = mailLocale(user.locale);
  const t = mailText(locale);
  const timeZone = (await findTimes(tx, userId))?.timeZone ?? USUAL_TIME.timeZone;
  const device = deviceWords(locale)(deviceName(ctx.wire?.userAgent ?? null));
  const when = momentText(ctx.clock.now(), locale, timeZone);
  return enqueueMail(tx, ctx, {
    ...{ kind: 'newSignIn', to: user.email, locale, userId, onceKey: `new-sign-in ${sessionId}` },
    content: {
      subject: t('newSignIn.subject'),
      paragraphs: [t('newSignIn.text', { email: user.email, device, when }), t('newSignIn.mine')],
      action: { label: t('newSignIn.action'), url: `${ctx.appUrl}/settings#devices` },
      note: t('newSignIn.note'),
    },
  });
}
