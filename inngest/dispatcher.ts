import type { JobDispatcher } from '@/lib/services/ports';
import { inngest } from './client';

/** Event ids are deterministic, so sending the same job twice runs it once. */
export function createInngestDispatcher(): JobDispatcher {
  return {
    async send(events) {
      if (events.length > 0) await inngest.send(events);
    },
  };
}
