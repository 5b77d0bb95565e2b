import type { Queryable } from '@/db/client';
import { insertAccountLink } from '@/db/queries/links';
import { mailLocale, mailText } from '@/lib/i18n/mail-text';
import { makeLinkToken } from '@/lib/platform/link-token';
import type { ServiceContext } from '../context';
import { enqueueMail } from '../mail/enqueue-mail';

const HALF_HOUR_MS = 30 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

interface Person {
  id: string;
  email: string;
  name: string;
  locale: string | null;
}
/** `welcome`: the first password of an account that has none yet. */
const LINKS = {
  reset: { purpose: 'reset', page: '/reset', ms: HALF_HOUR_MS },
  welcome: { purpose: 'reset', page: '/welcome', ms: DAY_MS },
  confirm: { purpose: 'confirm', page: '/confirm', ms: DAY_MS },
} as const;

/**
 * A link that works once, by mail (R46); those sent before for the same purpose work no more. Its secret
 * stands behind `#`, which no browser sends to a server and no proxy notes. Null: mail is off.
 */
export async function mailLink(
  tx: Queryable,
  ctx: ServiceContext,
  person: Person,
  { kind, to, locale }: { kind: keyof typeof LINKS; to: string; locale?: string | null },
): Promise<string | null> {
  if (ctx.mail.kind === 'off') return null;
  const { purpose, page, ms } = LINKS[kind];
  const now = ctx.clock.now();
  const expiresAt = new Date(now.getTime() + ms);
  const { token, tokenHash } = makeLinkToken();
  await insertAccountLink(tx, {
    purpose,
    userId: person.id,
    address: to,
    tokenHash,
    expiresAt,
    createdAt: now,
  });
  const language = mailLocale(locale ?? person.locale);
  const t = mailText(language);
  const part = `${kind}.` as const;
  return enqueueMail(tx, ctx, {
    ...{ kind, to, locale: language, userId: person.id, giveUpAt: expiresAt },
    content: {
      subject: t(`${part}subject`),
      paragraphs: [t(`${part}text`, { email: to })],
      action: { label: t(`${part}action`), url: `${ctx.appUrl}${page}#${token}` },
      note: t(`${part}note`),
    },
  });
}

/** Tells a person of a change to their account that somebody else may have made. */
export async function mailChange(
  tx: Queryable,
  ctx: ServiceContext,
  person: Person,
  kind: 'passwordChanged' | 'addressChanged',
  to = person.email,
): Promise<string | null> {
  const t = mailText(mailLocale(person.locale));
  return enqueueMail(tx, ctx, {
    ...{ kind, to, locale: person.locale, userId: person.id },
    content: {
      subject: t(`${kind}.subject`),
      paragraphs: [t(`${kind}.text`, { email: person.email })],
      action: { label: t(`${kind}.action`), url: `${ctx.appUrl}/forgot` },
    },
  });
}
