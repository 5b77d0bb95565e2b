import { inngest } from '@/lib/jobs/client';
import { serviceContext } from '@/lib/runtime/container';
import { answerResets } from '@/lib/services/account/answer-resets';
import { sendMail } from '@/lib/services/mail/send-mail';

const systemWide = (job: string, runId: string) =>
  serviceContext({ kind: 'system', job, memberships: new Map() }, runId);

/**
 * One attempt at one mail (R44). When it is tried again stands in its row, and the sweep sends the event
 * then; the job server's retries are for what broke around the attempt.
 */
export const sendMailFunction = inngest.createFunction(
  { id: 'send-mail', triggers: [{ event: 'bestellfix/mail.due' }], retries: 2, concurrency: 5 },
  async ({ event, step, runId }) => {
    const input = event.data as { mailId: string };
    return step.run('send', () => sendMail(systemWide('send-mail', runId), input));
  },
);

/** Mails links to those who forgot a password (R46); what it misses the sweep answers. */
export const answerResetsFunction = inngest.createFunction(
  { id: 'answer-resets', triggers: [{ event: 'bestellfix/reset.requested' }], retries: 2, concurrency: 2 },
  async ({ step, runId }) => step.run('answer', () => answerResets(systemWide('answer-resets', runId))),
);
