import { listKeptMails } from '@/db/queries/mails';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';
import { openMail } from './sealed-mail';

const SHOWN = 50;

/**
 * Mail kept to be read, newest first; `subject` and `text` are null where its key is gone. For everybody, so
 * only where mail is kept at all: not_found.
 */
export async function listMailbox(
  ctx: ServiceContext,
): Promise<{ id: string; to: string; at: string; subject: string | null; text: string | null }[]> {
  if (ctx.mail.kind !== 'mailbox') throw new DomainError('not_found');
  return (await listKeptMails(ctx.db, SHOWN)).map((row) => {
    const kept = { id: row.id, to: row.address, at: row.createdAt.toISOString() };
    try {
      const { subject, text } = openMail(ctx.vault, row.id, row.sealed ?? '');
      return { ...kept, subject, text };
    } catch {
      return { ...kept, subject: null, text: null };
    }
  });
}
