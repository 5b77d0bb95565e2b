import {
  claimMail,
  endMail,
  type MailAttempt,
  type MailRow,
  markMailHandedOver,
  putOffMail,
} from '@/db/queries/mails';
import { DomainError } from '@/lib/core/domain-error';
import type { MailFate } from '@/lib/ports';
import type { ServiceContext } from '../context';
import { dueAt, pauseMs } from './mail-times';
import { openMail } from './sealed-mail';

/**
 * One attempt at a mail (R44): claimed by its row, noted before the server can accept it, and afterwards what
 * the server said. Null: it is not due, or another process is at it. Throws forbidden unless the system runs
 * it.
 */
export async function sendMail(
  ctx: ServiceContext,
  { mailId }: { mailId: string },
): Promise<{ fate: MailFate['fate'] } | null> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  const row = await claimMail(ctx.db, mailId, dueAt(ctx.clock.now()));
  if (!row) return null;
  const of = { id: row.id, attempt: row.attempts };
  if (row.giveUpAt <= ctx.clock.now()) {
    await note(ctx, row, of, { fate: 'not_sent', problem: 'too_late', isFinal: true });
    return { fate: 'not_sent' };
  }
  const fate = await attempt(ctx, row, of);
  await note(ctx, row, of, fate);
  return { fate: fate.fate };
}

async function attempt(ctx: ServiceContext, row: MailRow, of: MailAttempt): Promise<MailFate | Unreadable> {
  let content: ReturnType<typeof openMail>;
  try {
    content = openMail(ctx.vault, row.id, row.sealed ?? '');
  } catch (error) {
    ctx.log.error({ err: error, mailId: row.id }, 'a mail is sealed with a key that is not known');
    return { fate: 'not_sent', problem: 'unreadable', isFinal: true };
  }
  const host = new URL(ctx.appUrl).hostname;
  const message = { ...content, to: row.address, messageId: `<${row.id}@${host}>` };
  return ctx.mail.send(message, () => markMailHandedOver(ctx.db, of, ctx.clock.now()));
}

interface Unreadable {
  fate: 'not_sent';
  problem: 'unreadable' | 'too_late';
  isFinal: true;
}

async function note(
  ctx: ServiceContext,
  row: MailRow,
  of: MailAttempt,
  fate: MailFate | Unreadable,
): Promise<void> {
  const now = ctx.clock.now();
  if (fate.fate === 'sent') {
    const keepContent = ctx.mail.kind === 'mailbox';
    await endMail(ctx.db, of, { status: 'sent', problem: null, now, keepContent });
    return;
  }
  const { problem } = fate;
  const line = { mailId: row.id, kind: row.kind, attempt: of.attempt, problem };
  if (fate.fate === 'unknown') {
    ctx.log.error(line, 'nobody knows whether a mail was accepted');
    await endMail(ctx.db, of, { status: 'uncertain', problem, now, keepContent: false });
    return;
  }
  const nextTryAt = new Date(now.getTime() + pauseMs(of.attempt));
  if (fate.isFinal || nextTryAt >= row.giveUpAt) {
    ctx.log.error(line, 'a mail could not be sent');
    await endMail(ctx.db, of, { status: 'failed', problem, now, keepContent: false });
    return;
  }
  ctx.log.warn(line, 'a mail is tried again later');
  await putOffMail(ctx.db, of, { nextTryAt, problem });
}
