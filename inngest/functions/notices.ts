import { cron } from 'inngest';
import { inngest } from '@/lib/jobs/client';
import { serviceContext } from '@/lib/runtime/container';
import { lookForNotices } from '@/lib/services/notice/look-for-notices';
import { tellPeople } from '@/lib/services/notice/tell-people';

/** Looks at all companies and tells people what they want to hear at once, or now in their digest (R45). */
export const lookForNoticesFunction = inngest.createFunction(
  { id: 'look-for-notices', triggers: [cron('*/10 * * * *')], retries: 1, singleton: { mode: 'skip' } },
  async ({ step, runId }) => {
    const ctx = () =>
      serviceContext({ kind: 'system', job: 'look-for-notices', memberships: new Map() }, runId);
    const looked = await step.run('look', () => lookForNotices(ctx()));
    const told = await step.run('tell', () => tellPeople(ctx()));
    return { ...looked, ...told };
  },
);
