import { takeDeliveriesToDispatch } from '@/db/queries/webhook-deliveries';
import type { ServiceContext } from '../context';
import { dueAt } from './webhook-times';

const BATCH = 500;

/**
 * Has the job server send deliveries that are due, after the commit: those named, or all. What it does not
 * take is told again by the sweep; to be told twice is harmless. Returns how many it was told of.
 */
export async function dispatchWebhooks(ctx: ServiceContext, ids?: readonly string[]): Promise<number> {
  if (ids?.length === 0) return 0;
  try {
    return await ctx.db.transaction(async (tx) => {
      const due = await takeDeliveriesToDispatch(tx, dueAt(ctx.clock.now()), { ids, limit: BATCH });
      await ctx.jobs.send(
        due.map(({ id, dispatchCount }) => ({
          name: 'bestellfix/webhook.due' as const,
          id: `webhook-${id}-${dispatchCount}`,
          data: { deliveryId: id },
        })),
      );
      return due.length;
    });
  } catch (error) {
    ctx.log.warn({ err: error }, 'webhooks could not be sent to the job server; recovery retries');
    return 0;
  }
}
