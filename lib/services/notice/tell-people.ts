import {
  insertDeliveries,
  insertDigest,
  listReaders,
  listUntold,
  type NoticeRow,
  noteDeliveryMail,
  type Reader,
} from '@/db/queries/notices';
import { digestDay } from '@/lib/core/digest-day';
import { DomainError } from '@/lib/core/domain-error';
import { groupBy } from '@/lib/core/group-by';
import { byWeight, type Delivery, type NoticeKind, USUAL_TIME, usualDelivery } from '@/lib/core/notice-kinds';
import type { ServiceContext } from '../context';
import { dispatchMails } from '../mail/dispatch-mails';
import { enqueueMail } from '../mail/enqueue-mail';
import { noticeMail } from './notice-mail';

/** What was found longer ago is no news: who asks for it at once now gets it with the digest. */
const AT_ONCE_MS = 24 * 60 * 60_000;

/**
 * Writes the mail that people want at once, and the digests that are due by their own clocks (R45). That a
 * person is told of a notice is a row written with the mail, in one transaction: whatever dies when, and
 * however many do it at a time, each is told once, and what was not committed is told by the next. Nothing is
 * noted while this installation sends no mail. Throws forbidden unless the system runs it.
 */
export async function tellPeople(ctx: ServiceContext): Promise<{ at_once: number; digests: number }> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  const told = { at_once: 0, digests: 0 };
  if (ctx.mail.kind === 'off') return told;
  const now = ctx.clock.now();
  const since = new Date(now.getTime() - AT_ONCE_MS);
  for (const own of byPerson(await listReaders(ctx.db, since)))
    if (await tell(ctx, own, 'at_once', since)) told.at_once += 1;
  for (const own of byPerson(await listReaders(ctx.db, null))) {
    const { digestHour, timeZone } = own[0];
    const day = digestDay(now, digestHour ?? USUAL_TIME.digestHour, timeZone ?? USUAL_TIME.timeZone);
    if (day !== null && (await tell(ctx, own, 'digest', null, day))) told.digests += 1;
  }
  return told;
}

/** One person in all companies. */
type Own = [Reader, ...Reader[]];
const byPerson = (readers: readonly Reader[]): Own[] =>
  [...groupBy(readers, ({ userId }) => userId).values()].flatMap(([first, ...rest]) =>
    first ? [[first, ...rest] as Own] : [],
  );

const deliveryOf = ({ choices, role }: Reader, kind: string): Delivery =>
  choices[kind] ?? usualDelivery(kind as NoticeKind, role);

async function tell(
  ctx: ServiceContext,
  own: Own,
  delivery: 'at_once' | 'digest',
  foundSince: Date | null,
  day?: string,
): Promise<boolean> {
  const [{ userId }] = own;
  const companies = new Map(own.map((reader) => [reader.companyId, reader]));
  const mailId = await ctx.db.transaction(async (tx) => {
    const untold = (await listUntold(tx, userId, [...companies.keys()], foundSince)).filter((notice) => {
      const reader = companies.get(notice.companyId);
      return reader !== undefined && deliveryOf(reader, notice.kind) === delivery;
    });
    if (day !== undefined && !(await insertDigest(tx, { userId, day, notices: untold.length }))) return null;
    return untold.length === 0 ? null : write(untold);

    async function write(untold: NoticeRow[]): Promise<string | null> {
      const mine = await insertDeliveries(
        tx,
        userId,
        untold.map(({ id }) => id),
      );
      const news = untold.filter(({ id }) => mine.has(id)).sort(byWeight);
      if (news.length === 0) return null;
      const [{ email, locale }] = own;
      const mail = noticeMail(ctx.appUrl, locale, news, companies, delivery);
      const kind = `notices_${delivery}`;
      const id = await enqueueMail(tx, ctx, { kind, to: email, locale, userId, content: mail });
      if (id !== null) await noteDeliveryMail(tx, userId, [...mine], id);
      return id;
    }
  });
  if (mailId === null) return false;
  await dispatchMails(ctx, [mailId]);
  return true;
}
