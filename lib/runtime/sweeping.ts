import { sweep } from '@/lib/services/nightly-transfer/sweep';
import { serviceContext } from './container';

const EVERY_MS = 20_000;

/**
 * Sweeps from within every app process, beside the job server's own schedule, so that work is found again
 * within a minute of a start even when the job server has forgotten its schedules. Any number at once is
 * harmless: what they send has deterministic ids.
 */
export function startSweeping(): void {
  const once = async () => {
    const ctx = serviceContext({ kind: 'system', job: 'sweep', memberships: new Map() });
    try {
      await sweep(ctx);
    } catch (error) {
      ctx.log.warn({ err: error }, 'sweep failed');
    }
    setTimeout(once, EVERY_MS).unref();
  };
  setTimeout(once, 1000).unref();
}
