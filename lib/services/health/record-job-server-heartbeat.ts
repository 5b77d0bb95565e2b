import { recordHeartbeat } from '@/db/queries/job-heartbeats';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';

/** The job server sent the recovery job: that it sends it at all is what the app's health looks at. */
export async function recordJobServerHeartbeat(ctx: ServiceContext): Promise<void> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  await recordHeartbeat(ctx.db, 'sweep', ctx.clock.now());
}
