import { inngest } from '@/lib/jobs/client';
import { serviceContext } from '@/lib/runtime/container';
import { sendMail } from '@/lib/services/mail/send-mail';

/**
 * One attempt at one mail (R44). When it is tried again stands in its row, and the sweep sends the event
 * then; the job server's retries are for what broke around the attempt.
 */
export const sendMailFunction = inngest.createFunction(
  { id: 'send-mail', triggers: [{ event: 'bestellfix/mail.due' }], retries: 2, concurrency: 5 },
  async ({ event, step, runId }) => {
    const input = event.data as { mailId: string };
    return step.run('send', () =>
      sendMail(serviceContext({ kind: 'system', job: 'send-mail', memberships: new Map() }, runId), input),
    );
  },
);
