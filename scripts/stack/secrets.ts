import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Secrets {
  NEXTAUTH_SECRET: string;
  TOKEN_ENCRYPTION_KEYS: string;
  LIGHTSPEED_CLIENT_ID: string;
  LIGHTSPEED_CLIENT_SECRET: string;
  /** Between the app and the local job server. */
  INNGEST_EVENT_KEY: string;
  INNGEST_SIGNING_KEY: string;
  /** Still accepted: the key before, put here by hand while the one above is changed. */
  INNGEST_SIGNING_KEY_FALLBACK?: string;
}

/** Secrets of an installation that was given none: made once, readable by the owner only. */
export function localSecrets(dataDir: string): Secrets {
  const file = path.join(dataDir, 'secrets.json');
  const known = read(file);
  const secrets: Secrets = {
    NEXTAUTH_SECRET: randomBytes(32).toString('base64url'),
    TOKEN_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    LIGHTSPEED_CLIENT_ID: 'bestellfix-demo',
    LIGHTSPEED_CLIENT_SECRET: randomBytes(18).toString('base64url'),
    INNGEST_EVENT_KEY: randomBytes(24).toString('base64url'),
    INNGEST_SIGNING_KEY: `signkey-local-${randomBytes(32).toString('hex')}`,
    ...known,
  };
  if (JSON.stringify(known) === JSON.stringify(secrets)) return secrets;
  writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}

/** What is there and usable: a crash may have left half a file, an older version one with less in it. */
function read(file: string): Partial<Secrets> {
  if (!existsSync(file)) return {};
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof found !== 'object' || found === null) return {};
    return Object.fromEntries(Object.entries(found).filter(([, value]) => typeof value === 'string'));
  } catch {
    return {};
  }
}
