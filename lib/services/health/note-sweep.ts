import { beat } from '@/db/queries/job-heartbeats';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';

/** The job server had the sweep run: that it sends it at all is what the app's health looks at. */
export async function noteSweep(ctx: ServiceContext): Promise<void> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  await beat(ctx.db, 'sweep', ctx.clock.now());
}
