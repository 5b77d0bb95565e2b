import { recoverStalledJobs } from '@/lib/services/nightly-transfer/recover-stalled-jobs';
import { serviceContext } from './container';

const EVERY_MS = 20_000;

/**
 * Recovers stalled jobs from within every app process, beside the job server's own schedule, so that work is
 * found again within a minute of a start even when the job server has forgotten its schedules. Any number at
 * once is harmless: what they send has deterministic ids.
 */
export function startRecovering(): void {
  const once = async () => {
    const ctx = serviceContext({ kind: 'system', job: 'sweep', memberships: new Map() });
    try {
      await recoverStalledJobs(ctx);
    } catch (error) {
      ctx.log.warn({ err: error }, 'recovery failed');
    }
    setTimeout(once, EVERY_MS).unref();
  };
  setTimeout(once, 1000).unref();
}
