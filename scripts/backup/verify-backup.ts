import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '@/db/client';
import { connect } from '@/db/connect';
import { FriendlyError } from '../stack/friendly-error';
import type { BackupEnd } from './backup-file';
import { readBackup } from './read-backup';

/**
 * Proves a backup: reads it into a database made for it, compares all that is in it, walks the audit log's
 * chain, and removes the database. On the server at `serverUrl`, else on a throw-away one.
 */
export async function verifyBackup(file: string, serverUrl: string | undefined): Promise<BackupEnd> {
  const place = await (serverUrl ? beside(serverUrl) : throwAway());
  try {
    const end = await readBackup(place.url, file);
    await walkAudit(place.url);
    return end;
  } finally {
    await place.remove();
  }
}

async function walkAudit(url: string): Promise<void> {
  const db = openDatabase(url, { max: 1, name: 'bestellfix-verify' });
  try {
    const { verifyAudit } = await import('@/lib/services/audit-log/verify-audit');
    const broken = (await verifyAudit(db)).filter((company) => company.broken !== null);
    if (broken.length > 0)
      throw new FriendlyError(`The audit log of ${broken.length} companies is not as it was written.`);
  } finally {
    await db.$client.end({ timeout: 5 });
  }
}

interface Place {
  url: string;
  remove: () => Promise<void>;
}

async function throwAway(): Promise<Place> {
  const { startPostgres } = await import('../stack/postgres/server');
  const folder = mkdtempSync(path.join(tmpdir(), 'bestellfix-verify-'));
  const server = await startPostgres({ dataDir: path.join(folder, 'postgres'), persistent: false });
  return {
    url: server.url,
    remove: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function beside(serverUrl: string): Promise<Place> {
  const name = `bestellfix_verify_${randomBytes(6).toString('hex')}`;
  const admin = connect(serverUrl, { max: 1, connection: { application_name: 'bestellfix-verify' } });
  try {
    // Sorted as the real one is: by template0 it may differ from the server's own.
    await admin.unsafe(`create database ${name} template template0`);
  } catch (error) {
    await admin.end({ timeout: 5 });
    throw new FriendlyError(
      `A database to verify in cannot be made (${error instanceof Error ? error.message : error}). Give the owner the right to: alter role … createdb`,
    );
  }
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    remove: async () => {
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end({ timeout: 5 });
    },
  };
}
