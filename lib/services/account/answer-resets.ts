import type { Transaction } from '@/db/client';
import { countAccountLinks, takeLinkRequest } from '@/db/queries/links';
import { findUserByEmail, insertUser, type UserRow } from '@/db/queries/people';
import { DomainError } from '@/lib/core/domain-error';
import { mailLocale, mailText } from '@/lib/i18n/mail-text';
import { NO_PASSWORD } from '@/lib/platform/password';
import type { ServiceContext } from '../context';
import { dispatchMails } from '../mail/dispatch-mails';
import { enqueueMail } from '../mail/enqueue-mail';
import { mailLink } from './account-mail';

const MAX_AN_HOUR = 3;
const HOUR_MS = 60 * 60_000;
const BATCH = 200;

type Request = NonNullable<Awaited<ReturnType<typeof takeLinkRequest>>>;

/**
 * Mails a link to those who forgot a password and have an account here, and nothing to the others (R46); to
 * those who want an account a link to it, or, where they have one, how to get in (R49). At most three links
 * an hour to one person. Those asked for in the last `settleMs` wait for the next run. Returns how many were
 * answered. Throws forbidden unless the system runs it.
 */
export async function answerResets(ctx: ServiceContext, { settleMs = 0 } = {}): Promise<number> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  if (ctx.mail.kind === 'off') return 0;
  for (let answered = 0; answered < BATCH; answered++) {
    const mail = await ctx.db.transaction(async (tx) => {
      const until = new Date(ctx.clock.now().getTime() - settleMs);
      const request = await takeLinkRequest(tx, until);
      if (!request) return undefined;
      const user = await findUserByEmail(tx, request.address);
      if (user && user.disabledAt !== null) return null;
      if (request.purpose === 'sign_up' || user?.passwordHash === NO_PASSWORD)
        return welcome(tx, ctx, user, request);
      return user ? linkTo(tx, ctx, user, request, 'reset') : null;
    });
    if (mail === undefined) return answered;
    await dispatchMails(ctx, [mail]);
  }
  return BATCH;
}

/** An account without a password, which the link gives it; for who has one, that they have it. */
async function welcome(tx: Transaction, ctx: ServiceContext, known: UserRow | undefined, request: Request) {
  if (known && known.passwordHash !== NO_PASSWORD) return tellOfAccount(tx, ctx, known, request.locale);
  const { address: email, name, locale } = request;
  const user = known ?? (await insertUser(tx, { email, name, locale, passwordHash: NO_PASSWORD }));
  return linkTo(tx, ctx, user, request, 'welcome');
}

async function linkTo(
  tx: Transaction,
  ctx: ServiceContext,
  user: UserRow,
  { locale }: Request,
  kind: 'reset' | 'welcome',
): Promise<string | null> {
  const since = new Date(ctx.clock.now().getTime() - HOUR_MS);
  const sent = await countAccountLinks(tx, { userId: user.id, purpose: 'reset', since });
  return sent >= MAX_AN_HOUR ? null : mailLink(tx, ctx, user, { kind, to: user.email, locale });
}

/** Once an hour at most, whoever asks how often. */
function tellOfAccount(tx: Transaction, ctx: ServiceContext, { id, email }: UserRow, asked: string) {
  const locale = mailLocale(asked);
  const t = mailText(locale);
  const hour = ctx.clock.now().toISOString().slice(0, 13);
  return enqueueMail(tx, ctx, {
    ...{ kind: 'accountExists', to: email, locale, userId: id, onceKey: `account-exists ${id} ${hour}` },
    content: {
      subject: t('accountExists.subject'),
      paragraphs: [t('accountExists.text', { email })],
      list: [{ text: t('accountExists.forgot'), url: `${ctx.appUrl}/forgot` }],
      action: { label: t('accountExists.action'), url: `${ctx.appUrl}/sign-in` },
      note: t('accountExists.note'),
    },
  });
}
