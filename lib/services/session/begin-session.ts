import { findIsFirstSession, insertSession } from '@/db/queries/sessions';
import type { ServiceContext } from '../context';
import { rememberDevice } from '../limits/known-devices';
import { dispatchMails } from '../mail/dispatch-mails';
import { mailNewSignIn } from './new-sign-in-mail';
import { SESSION_MS } from './session-times';

/** The link to a new account works for a day; sessions of long ago are not kept. */
const FIRST_MS = 48 * 60 * 60_000;

/**
 * A session of a person who has just signed in or up; `device`: what the browser's cookie is to say, by which
 * it is known from now on. Null for what came over no wire. From a browser not seen before the person is told
 * by mail at once (R49), unless it is their first.
 */
export async function beginSession(
  ctx: ServiceContext,
  userId: string,
): Promise<{ id: string; device: string | null }> {
  const now = ctx.clock.now();
  const { mail, ...begun } = await ctx.db.transaction(async (tx) => {
    const seen = ctx.wire === undefined ? null : await rememberDevice(tx, ctx, userId);
    const madeAfter = new Date(now.getTime() - FIRST_MS);
    const isNewDevice = (seen?.isNew ?? false) && !(await findIsFirstSession(tx, { userId, madeAfter }));
    const { id } = await insertSession(tx, {
      userId,
      userAgent: ctx.wire?.userAgent ?? null,
      isNewDevice,
      createdAt: now,
      lastSeenAt: now,
      endsAt: new Date(now.getTime() + SESSION_MS),
    });
    const mail = isNewDevice ? await mailNewSignIn(tx, ctx, { userId, sessionId: id }) : null;
    return { id, device: seen?.device ?? null, mail };
  });
  await dispatchMails(ctx, [mail]);
  return begun;
}
