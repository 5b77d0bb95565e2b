import { inngest } from './client';
import type { JobEvent } from './events';

/**
 * The JobDispatcher of the process. Event ids are deterministic, so sending the same job twice runs it once.
 */
export function createInngestDispatcher() {
  return {
    async send(events: JobEvent[]): Promise<void> {
      if (events.length > 0) await inngest.send(events);
    },
  };
}
