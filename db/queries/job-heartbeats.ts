import { eq } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { jobHeartbeats } from '@/db/schema/jobs';

export async function recordHeartbeat(db: Queryable, job: string, beatAt: Date): Promise<void> {
  await db
    .insert(jobHeartbeats)
    .values({ job, beatAt })
    .onConflictDoUpdate({ target: jobHeartbeats.job, set: { beatAt } });
}

export async function findLastHeartbeat(db: Queryable, job: string): Promise<Date | null> {
  const [row] = await db
    .select({ beatAt: jobHeartbeats.beatAt })
    .from(jobHeartbeats)
    .where(eq(jobHeartbeats.job, job));
  return row?.beatAt ?? null;
}
