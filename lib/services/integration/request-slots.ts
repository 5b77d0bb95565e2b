import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import { freeSlot, halveSlots, keepSlot, takeSlot } from '@/db/queries/request-slots';
import { DomainError } from '@/lib/core/domain-error';
import type { RequestSlot } from '@/lib/ports';
import type { ServiceContext } from '../context';

/** A killed process's slots are free after this; a living one renews its lease every KEEP_MS. */
const LEASE_SECONDS = 20;
const KEEP_MS = 5000;
const MAX_WAIT_MS = 180_000;

/**
 * Request slots: at most four requests in flight per integration over all processes, fewer after a 429 (R10).
 * Written here: packages that limit concurrency do so within one process, or need Redis. Throws
 * lightspeed_api_error after three minutes without a free slot.
 */
export function requestSlots(ctx: ServiceContext, companyId: string, integrationId: string) {
  const key = { companyId, integrationId };
  return async (): Promise<RequestSlot> => {
    const holder = v7();
    const giveUpAt = performance.now() + MAX_WAIT_MS;
    for (let pause = 20; ; pause = Math.min(pause * 1.5, 250)) {
      const slot = await takeSlot(ctx.db, key, holder, LEASE_SECONDS);
      if (slot !== null) {
        const keep = () => keepSlot(ctx.db, key, slot, holder, LEASE_SECONDS);
        const keeping = setInterval(() => void keep().catch(() => undefined), KEEP_MS);
        keeping.unref();
        return {
          async end(isThrottled) {
            clearInterval(keeping);
            if (isThrottled) await halveSlots(ctx.db, key);
            await freeSlot(ctx.db, key, slot, holder);
          },
        };
      }
      if (performance.now() > giveUpAt) {
        throw new DomainError(
          'lightspeed_api_error',
          'Lightspeed: no request slot became free within 3 minutes',
          {
            status: null,
          },
        );
      }
      await sleep(pause * (0.5 + Math.random()));
    }
  };
}
