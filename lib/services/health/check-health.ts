import { type Database, ping } from '@/db/client';
import { findLastHeartbeat } from '@/db/queries/job-heartbeats';

/** What keeps jobs from running, as the app can know it. */
export type JobTrouble =
  /** No answer from the job server. */
  | 'unreachable'
  /** No keys are set. */
  | 'not_configured'
  | 'event_key_refused'
  | 'signing_key_refused'
  /** The job server does not know this version's functions yet, or refuses them. */
  | 'not_registered';

export interface Health {
  status: 'ok' | 'unavailable';
  database: 'ok' | 'unreachable';
  /** `stalled`: nothing is wrong to be seen, but the job server has long run no job. */
  jobs: 'ok' | 'stalled' | JobTrouble;
  last_sweep_at: string | null;
}

/** Recovery is a job of every minute. */
const STALLED_MS = 5 * 60_000;
const LATE_MS = 3000;

/**
 * The last time the job server sent the recovery job, and whether that is too long ago. `since`: when the job
 * server could first have sent one to this process.
 */
export async function findJobServerHeartbeat(
  db: Database,
  now: Date,
  since: Date,
): Promise<{ at: Date | null; isStalled: boolean }> {
  const at = await findLastHeartbeat(db, 'sweep');
  return { at, isStalled: now.getTime() - Math.max(at?.getTime() ?? 0, since.getTime()) > STALLED_MS };
}

/**
 * Whether work can be done: asks the database and, by `findTrouble`, the job server; each has three seconds.
 * A process that only shows pages (`isNeeded` false) is ready without a job server, and says what is wrong.
 */
export async function checkHealth(
  db: Database,
  jobs: { findTrouble: () => Promise<JobTrouble | null>; since: Date; isNeeded?: boolean },
  now: Date,
): Promise<Health> {
  const [database, heartbeat, trouble] = await Promise.all([
    inTime(
      ping(db).then(() => true),
      false,
    ),
    inTime(findJobServerHeartbeat(db, now, jobs.since), null),
    inTime(jobs.findTrouble(), 'unreachable' as const),
  ]);
  const word = trouble ?? (heartbeat?.isStalled ? 'stalled' : 'ok');
  return {
    status: database && (word === 'ok' || jobs.isNeeded === false) ? 'ok' : 'unavailable',
    database: database ? 'ok' : 'unreachable',
    jobs: word,
    last_sweep_at: heartbeat?.at?.toISOString() ?? null,
  };
}

async function inTime<T>(check: PromiseLike<T>, otherwise: T): Promise<T> {
  const late = new Promise<T>((resolve) => {
    setTimeout(() => resolve(otherwise), LATE_MS).unref();
  });
  return Promise.race([check, late]).catch(() => otherwise);
}
