import { currentCause } from '@/lib/platform/spans';
import { inngest } from './client';
import type { JobEvent } from './events';

/**
 * The JobDispatcher of the process. Event ids are deterministic, so sending the same job twice runs it once.
 * What is traced takes the trace with it.
 */
export function createInngestDispatcher() {
  return {
    async send(events: JobEvent[]): Promise<void> {
      if (events.length === 0) return;
      const traceparent = currentCause();
      await inngest.send(
        traceparent === undefined
          ? events
          : events.map((event) => ({ ...event, data: { ...event.data, traceparent } })),
      );
    },
  };
}
