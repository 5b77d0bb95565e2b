import { inngest } from '@/lib/jobs/client';
import { serviceContext } from '@/lib/runtime/container';
import { sendWebhook } from '@/lib/services/webhook/send-webhook';

/**
 * One attempt at one delivery (R52). When it is tried again stands in its row, and the sweep sends the event
 * then; the job server's retries are for what broke around the attempt.
 */
export const sendWebhookFunction = inngest.createFunction(
  { id: 'send-webhook', triggers: [{ event: 'bestellfix/webhook.due' }], retries: 2, concurrency: 5 },
  async ({ event, step, runId }) => {
    const input = event.data as { deliveryId: string };
    return step.run('send', () =>
      sendWebhook(
        serviceContext({ kind: 'system', job: 'send-webhook', memberships: new Map() }, runId),
        input,
      ),
    );
  },
);
