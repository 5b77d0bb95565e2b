import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '@/db/client';
import { startStack } from '@/scripts/stack/stack';
import { startMailServer } from '@/testing/mail/mail-server';
import { target } from './attacker';
import { endings } from './endings';
import { bruteForce, codes, flood, passkeys, spraying } from './guessing';
import { links } from './links';
import { enumeration } from './telling';

/**
 * Attacks the doors of a production build and prints what came of it, one line an attack. It stands where a
 * proxy would (TRUSTED_PROXY_HOPS=1), so that it can come from many sources, and is the mail server; the
 * limits are those of the product.
 */
const dataDir = mkdtempSync(path.join(tmpdir(), 'bestellfix-attack-'));
const mail = await startMailServer();
const { PATH, HOME, TMPDIR } = process.env;
const MAIL = { SMTP_URL: mail.url, MAIL_FROM: 'Bestellfix <no-reply@attack.example>' };
const stack = await startStack({
  dataDir,
  given: { PATH, HOME, TMPDIR, LOG_LEVEL: 'warn', TRUSTED_PROXY_HOPS: '1', ...MAIL },
  app: 'production',
  port: undefined,
  persistent: false,
  simulator: 'unless-given',
  build: true,
  report: () => undefined,
  onUnexpectedEnd: console.error,
});
const db = openDatabase(stack.ownerUrl, { max: 4, name: 'bestellfix-attack' });
Object.assign(target, { url: stack.appUrl, db, mail: mail.received });
try {
  for (const attack of [bruteForce, spraying, codes, passkeys, links, endings, enumeration, flood])
    await attack();
} finally {
  await db.$client.end({ timeout: 5 });
  await stack.stop();
  await mail.close();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
