import { openDatabase } from '@/db/client';
import { createLog } from '@/lib/platform/log';
import { createSmtpSender } from '@/lib/platform/mail-senders';
import { sendMail } from '@/lib/services/mail/send-mail';
import { testContext } from '@/testing/fixtures/test-context';

/**
 * Sends mail as a process of its own, to be killed: DATABASE_URL, SMTP_URL, and ids of mails as arguments.
 */
const db = openDatabase(process.env.DATABASE_URL ?? '', { max: 2, name: 'bestellfix-mail-child' });
const mail = createSmtpSender({
  url: process.env.SMTP_URL ?? '',
  from: 'Bestellfix <no-reply@bestellfix.example>',
  log: createLog('silent'),
});
const ctx = testContext(db, { kind: 'system', memberships: {}, mail });
for (const mailId of process.argv.slice(2)) await sendMail(ctx, { mailId });
await db.$client.end();
