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

/** What became of a person's second factors. */
export type FactorChange = 'appAdded' | 'appRemoved' | 'passkeyAdded' | 'passkeyRemoved' | 'codesRenewed';

/**
 * Tells a person of a change of how they sign in, in the transaction that makes it (R48); null: mail is off.
 * What the person calls a passkey is not repeated: whoever added it chose that.
 */
export async function mailFactorChange(
  tx: Queryable,
  ctx: ServiceContext,
  userId: string,
  change: FactorChange,
): Promise<string | null> {
  const user = await findUser(tx, userId);
  if (!user || ctx.mail.kind === 'off') return null;
  const locale = mailLocale(user.locale);
  const t = mailText(locale);
  const timeZone = (await findTimes(tx, userId))?.timeZone ?? USUAL_TIME.timeZone;
  const device = deviceWords(locale)(deviceName(ctx.wire?.userAgent ?? null));
  const when = momentText(ctx.clock.now(), locale, timeZone);
  return enqueueMail(tx, ctx, {
    ...{ kind: 'factorChanged', to: user.email, locale, userId },
    content: {
      subject: t(`factorChanged.${change}.subject`),
      paragraphs: [
        t(`factorChanged.${change}.text`, { email: user.email }),
        t('factorChanged.where', { device, when }),
        t('factorChanged.mine'),
      ],
      action: { label: t('factorChanged.action'), url: `${ctx.appUrl}/settings#second-factor` },
    },
  });
}
