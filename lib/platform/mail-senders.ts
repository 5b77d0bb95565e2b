import { hostname } from 'node:os';
import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import SmtpConnection from 'nodemailer/lib/smtp-connection/index.js';
import type { MailFate, MailMessage, MailSender } from '@/lib/ports';
import type { Log } from './log';

/** Where nothing can be sent; whoever wants to asks `kind` first. */
export const mailOff: MailSender = {
  kind: 'off',
  send: async () => ({ fate: 'not_sent', problem: 'mail_off', isFinal: false }),
};

/** Mail stays in its row and is read at /mailbox. */
const mailbox: MailSender = {
  kind: 'mailbox',
  send: async (_message, handOver) => {
    try {
      if (await handOver()) return { fate: 'sent' };
    } catch {
      // Tried again.
    }
    return { fate: 'not_sent', problem: 'taken_over', isFinal: false };
  },
};

/** By the settings: a server; else the mailbox where there is one; else off. */
export function createMailSender(
  settings: { SMTP_URL?: string | undefined; MAIL_FROM?: string | undefined; MAILBOX: boolean },
  log: Log,
): MailSender {
  const { SMTP_URL, MAIL_FROM, MAILBOX } = settings;
  if (SMTP_URL && MAIL_FROM) return createSmtpSender({ url: SMTP_URL, from: MAIL_FROM, log });
  return MAILBOX ? mailbox : mailOff;
}

const CONNECT_MS = 20_000;
/** A server may take its time to accept (RFC 5321, 4.5.3.2.6); a lost answer is a mail nobody can tell of. */
const SILENT_MS = 120_000;

interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
  command?: string;
}

export interface SmtpSettings {
  url: string;
  from: string;
  log: Log;
}

/** One connection a mail: there are few, and what one mail does to a connection harms no other. */
export function createSmtpSender({ url, from, log }: SmtpSettings): MailSender {
  const server = readSmtpUrl(url);
  return {
    kind: 'smtp',
    async send(message, handOver) {
      const sent = { isHandedOver: false };
      try {
        await deliver(server, from, message, async () => {
          sent.isHandedOver = await handOver();
          if (!sent.isHandedOver) throw new TakenOver();
        });
        return { fate: 'sent' };
      } catch (error) {
        return fateOf(error, sent.isHandedOver, log);
      }
    },
  };
}

class TakenOver extends Error {}

/** What an error says of the mail. Its text is the server's, and may name the address: it is not logged. */
function fateOf(error: unknown, isHandedOver: boolean, log: Log): MailFate {
  if (error instanceof TakenOver) return { fate: 'not_sent', problem: 'taken_over', isFinal: false };
  const { code, responseCode = 0, command } = error as SmtpError;
  log.warn({ code, status: responseCode || undefined, command }, 'the mail server did not take a mail');
  if (isHandedOver && responseCode < 400) return { fate: 'unknown', problem: 'no_answer' };
  if (code === 'EAUTH' || responseCode === 530)
    return { fate: 'not_sent', problem: 'login_refused', isFinal: false };
  if (responseCode < 400) return { fate: 'not_sent', problem: 'unreachable', isFinal: false };
  const isFinal = responseCode >= 500 && (isHandedOver || command?.startsWith('RCPT') === true);
  const problem = command?.startsWith('RCPT') ? 'address_refused' : 'refused';
  return { fate: 'not_sent', problem, isFinal };
}

interface SmtpServer {
  host: string;
  port: number;
  secure: boolean;
  auth: { user: string; pass: string } | undefined;
}

function readSmtpUrl(text: string): SmtpServer {
  const url = new URL(text);
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    auth: url.username
      ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
      : undefined,
  };
}

const isThisMachine = (host: string) => ['localhost', '127.0.0.1', '::1'].includes(host);

async function deliver(
  { auth, ...server }: SmtpServer,
  from: string,
  message: MailMessage,
  handOver: () => Promise<void>,
): Promise<void> {
  const { to, subject, text, html, messageId, locale } = message;
  const mime = new MailComposer({
    ...{ from, to, subject, text, html, messageId },
    // No machine answers it, and screen readers read it in its language.
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': locale },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const bytes = await mime.build();
  const connection = new SmtpConnection({
    ...server,
    name: hostname(),
    // A password goes over no open line.
    requireTLS: auth !== undefined && !isThisMachine(server.host),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENT_MS,
  });
  const failed = new Promise<never>((_, reject) => {
    connection.once('error', reject);
    connection.once('end', () => reject(Object.assign(new Error('closed'), { code: 'ECONNECTION' })));
  });
  failed.catch(() => {});
  const step = (run: (done: (error?: Error | null) => void) => void) =>
    Promise.race([
      failed,
      new Promise<void>((resolve, reject) => run((error) => (error ? reject(error) : resolve()))),
    ]);
  try {
    await step((done) => connection.connect(done));
    if (auth) await step((done) => connection.login({ credentials: auth }, done));
    await step((done) => connection.send(mime.getEnvelope(), bodyOf(bytes, handOver), done));
    connection.quit();
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Read only once the server wants it; its end, which the last byte follows, waits for `handOver`. */
function bodyOf(bytes: Buffer, handOver: () => Promise<void>): Readable {
  return Readable.from(
    (async function* () {
      yield bytes;
      await handOver();
    })(),
  );
}
