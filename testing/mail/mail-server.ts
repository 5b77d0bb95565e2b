import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail as a server got it, its body decoded. */
export interface Received {
  from: string;
  to: string[];
  raw: string;
  messageId: string;
  text: string;
  html: string;
}

/** A part of a mail, by its type, decoded. */
function partOf(raw: string, type: string): string {
  // By its own boundary: a link that is broken into lines can have one that begins with two hyphens.
  const [, boundary = ''] = /boundary="?([^";\r\n]+)/i.exec(raw) ?? [];
  const part = raw.split(`\r\n--${boundary}`).find((one) => one.includes(`Content-Type: ${type}`)) ?? '';
  const body = part.slice(part.indexOf('\r\n\r\n') + 4);
  if (part.includes('Content-Transfer-Encoding: base64')) return Buffer.from(body, 'base64').toString('utf8');
  if (!part.includes('quoted-printable')) return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/**
 * A real SMTP server for tests. `onData` of the options may hold back or refuse what was received; what is
 * accepted is in `received`.
 */
export async function startMailServer(
  options: Omit<SMTPServerOptions, 'onData'> & {
    host?: string;
    accept?: (mail: Received) => Promise<Error | undefined>;
  } = {},
) {
  const received: Received[] = [];
  const { accept, host = '127.0.0.1', ...more } = options;
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    ...more,
    onData(stream, session, answer) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        const { mailFrom, rcptTo } = session.envelope;
        const mail = {
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw,
          text: partOf(raw, 'text/plain'),
          html: partOf(raw, 'text/html'),
          messageId: /^message-id: (.*)$/im.exec(raw)?.[1] ?? '',
        };
        const refused = await accept?.(mail);
        if (!refused) received.push(mail);
        answer(refused);
      });
    },
  });
  // A client that dies is no error of the test.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    received,
    port,
    url: `smtp://${host}:${port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
