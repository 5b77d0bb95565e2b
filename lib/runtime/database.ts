import { canChangeLedger } from '@/db/app-role';
import { type Database, observeStatements, openDatabase } from '@/db/client';
import { type Pooling, probePooling } from '@/db/pooler';
import { keepTimeouts } from '@/db/timeouts';
import { env } from '@/lib/platform/env';
import type { Log } from '@/lib/platform/log';
import { observeStatement } from './observe';

// On globalThis, as the container's pool: Next bundles what runs at the start apart from the routes.
const holder = globalThis as typeof globalThis & { bestellfixPooling?: Pooling };

/** Probes and settings of a process's database, once at the start, before the first request. */
export async function prepareDatabase(log: Log): Promise<void> {
  await learnPooling(log);
  const { DATABASE_URL, ...settings } = env();
  try {
    await keepTimeouts(DATABASE_URL, {
      statement_timeout: settings.DATABASE_STATEMENT_TIMEOUT,
      lock_timeout: settings.DATABASE_LOCK_TIMEOUT,
      idle_in_transaction_session_timeout: settings.DATABASE_IDLE_IN_TRANSACTION_TIMEOUT,
    });
    if (await canChangeLedger(DATABASE_URL)) {
      log.warn(
        "The app's role could change the ledger and the audit log: it owns them or may do everything. Give DATABASE_URL a role of its own and name the owner with DATABASE_DIRECT_URL",
      );
    }
  } catch (error) {
    log.warn({ err: error }, "The database's time-outs and rights could not be looked at");
  }
}

/**
 * Finds out once, at the start, whether statements may be prepared, and says it. Without an answer they are
 * not.
 */
async function learnPooling(log: Log): Promise<void> {
  const { DATABASE_URL, DATABASE_PREPARE } = env();
  let pooling: Pooling = { kind: 'unknown', keepsStatements: false };
  try {
    pooling = await probePooling(DATABASE_URL);
  } catch (error) {
    log.warn({ err: error }, 'The database cannot be asked yet; statements are not prepared');
  }
  holder.bestellfixPooling = pooling;
  const prepare = DATABASE_PREPARE ?? pooling.keepsStatements;
  const details = { pooling: pooling.kind, preparedStatements: prepare };
  if (prepare && pooling.kind === 'transaction' && !pooling.keepsStatements) {
    log.warn(
      details,
      'DATABASE_PREPARE=true, but the pooler in front of the database loses prepared statements: requests will fail. Unset it',
    );
  } else if (pooling.kind === 'transaction' && !pooling.keepsStatements) {
    log.info(details, 'A pooler in front of the database loses prepared statements; none are used');
  } else {
    log.info(details, 'Connection to the database');
  }
}

export const openAppDatabase = (): Database => openPool({ max: env().DATABASE_POOL_SIZE });

/** For reads that take long: theirs alone, so that they leave the others free. */
export const openReportDatabase = (): Database =>
  openPool({ max: env().DATABASE_REPORT_POOL_SIZE, name: 'bestellfix-reports' });

function openPool(options: { max: number; name?: string }): Database {
  const { DATABASE_URL, DATABASE_PREPARE } = env();
  observeStatements(observeStatement);
  const prepare = DATABASE_PREPARE ?? holder.bestellfixPooling?.keepsStatements ?? false;
  return openDatabase(DATABASE_URL, { ...options, prepare });
}
