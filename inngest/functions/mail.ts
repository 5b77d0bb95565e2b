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

/** Less than the run waits: its own request is of those that it answers. */
const SETTLED_MS = 1000;

/**
 * Mails links to those who asked for one (R46, R49); what it misses the sweep answers. It does more for who
 * is known, so it waits until the request that asked, and any that came meanwhile, have their answer: nobody
 * reads from the time of an answer who is registered.
 */
export const answerResetsFunction = inngest.createFunction(
  { id: 'answer-resets', triggers: [{ event: 'bestellfix/reset.requested' }], retries: 2, concurrency: 2 },
  async ({ step, runId }) => {
    await step.sleep('after-the-answer', '2s');
    const ctx = systemWide('answer-resets', runId);
    return step.run('answer', () => answerResets(ctx, { settleMs: SETTLED_MS }));
  },
);
