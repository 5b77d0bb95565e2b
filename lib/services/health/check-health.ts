import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';

export interface Health {
  status: 'ok' | 'unavailable';
  database: 'ok' | 'unreachable';
  jobs: 'ok' | 'unreachable';
}

/** Asks the database and, where there is a server of ours to ask, the job server; each within three seconds. */
export async function checkHealth(db: Database, jobServerUrl: string | undefined): Promise<Health> {
  const [database, jobs] = await Promise.all([
    isFine(db.execute(sql`select 1`)),
    jobServerUrl === undefined
      ? true
      : isFine(fetch(`${jobServerUrl}/health`, { signal: AbortSignal.timeout(3000) }).then(refuseBadAnswer)),
  ]);
  const word = (fine: boolean) => (fine ? 'ok' : 'unreachable');
  return { status: database && jobs ? 'ok' : 'unavailable', database: word(database), jobs: word(jobs) };
}

function refuseBadAnswer(answer: Response): void {
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
}

async function isFine(check: PromiseLike<unknown>): Promise<boolean> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('late')), 3000).unref();
  });
  return Promise.race([check, late]).then(
    () => true,
    () => false,
  );
}
