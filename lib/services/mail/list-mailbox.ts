import { listKeptMails } from '@/db/queries/mails';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';
import { openMail } from './sealed-mail';

const SHOWN = 50;

interface KeptMail {
  id: string;
  to: string;
  at: string;
  subject: string | null;
  text: string | null;
  /** The language it is written in. */
  locale: string | null;
}

/**
 * Mail kept to be read, newest first; `subject` and `text` are null where its key is gone. For everybody, so
 * only where mail is kept at all: not_found.
 */
export async function listMailbox(ctx: ServiceContext): Promise<KeptMail[]> {
  if (ctx.mail.kind !== 'mailbox') throw new DomainError('not_found');
  return (await listKeptMails(ctx.db, SHOWN)).map((row) => {
    const kept = { id: row.id, to: row.address, at: row.createdAt.toISOString() };
    try {
      const { subject, text, locale } = openMail(ctx.vault, row.id, row.sealed ?? '');
      return { ...kept, subject, text, locale };
    } catch {
      return { ...kept, subject: null, text: null, locale: null };
    }
  });
}
