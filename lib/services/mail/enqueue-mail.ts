import { v7 } from 'uuid';
import type { Queryable } from '@/db/client';
import { insertMail } from '@/db/queries/mails';
import { mailLocale } from '@/lib/i18n/mail-text';
import type { ServiceContext } from '../context';
import { GIVE_UP_MS } from './mail-times';
import { type MailContent, renderMail } from './render-mail';
import { sealMail } from './sealed-mail';

export interface NewMail {
  /** A word for lists and the log: `password_reset`. Its name for people is `mail.kinds.<kind>`. */
  kind: string;
  to: string;
  locale: string | null;
  content: MailContent;
  /** The company whose owners are told when it does not go out; left out for a person's own account. */
  companyId?: string;
  userId?: string;
  /** Of several with the same key the first is sent, however often it is asked for. */
  onceKey?: string;
  /** After this it is of no use; left out: a day. */
  giveUpAt?: Date;
}

/**
 * Mail to be sent once the transaction is committed (R44); `dispatchMails(ctx, [id])` after it saves up to
 * twenty seconds. Null: there is mail of this `onceKey` already, or mail is off (`ctx.mail.kind`).
 */
export async function enqueueMail(tx: Queryable, ctx: ServiceContext, mail: NewMail): Promise<string | null> {
  if (ctx.mail.kind === 'off') return null;
  const id = v7();
  const now = ctx.clock.now();
  const locale = mailLocale(mail.locale);
  const made = await insertMail(tx, {
    id,
    companyId: mail.companyId ?? null,
    userId: mail.userId ?? null,
    kind: mail.kind,
    onceKey: mail.onceKey ?? null,
    address: mail.to,
    sealed: sealMail(ctx.vault, id, { ...renderMail(mail.content, locale), locale }),
    nextTryAt: now,
    giveUpAt: mail.giveUpAt ?? new Date(now.getTime() + GIVE_UP_MS),
    createdAt: now,
  });
  return made ?? null;
}
