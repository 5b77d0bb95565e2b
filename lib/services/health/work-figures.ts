import type { Database } from '@/db/client';
import { findLastHeartbeat } from '@/db/queries/job-heartbeats';
import {
  findOpenNights,
  listConnections,
  listEndedNights,
  listOpenMigrations,
  listSessions,
  listWaiting,
} from '@/db/queries/work-figures';

/**
 * How the work of the whole installation stands, as the database says it: what each process would say the
 * same. Seconds are ages at `now`. One query after the other: a scrape must not take the pool from people.
 */
export async function readWorkFigures(db: Database, now: Date) {
  const nights = await findOpenNights(db, now);
  const ended = await listEndedNights(db, now);
  const migrations = await listOpenMigrations(db, now);
  const connections = await listConnections(db, now);
  const mails = await listWaiting(db, 'mails', now);
  const webhooks = await listWaiting(db, 'webhook_deliveries', now);
  const sessions = await listSessions(db);
  const sweptAt = await findLastHeartbeat(db, 'sweep');
  return {
    ...{ nights, ended, migrations, connections, mails, webhooks, sessions },
    sweepAgeSeconds: sweptAt === null ? null : (now.getTime() - sweptAt.getTime()) / 1000,
  };
}

export type WorkFigures = Awaited<ReturnType<typeof readWorkFigures>>;
