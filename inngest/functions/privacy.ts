import { cron } from 'inngest';
import { inngest } from '@/lib/jobs/client';
import { serviceContext } from '@/lib/runtime/container';
import { deleteCompany, listDueCompanies } from '@/lib/services/privacy/delete-companies';
import { forgetOldOfCompanies, forgetSpent } from '@/lib/services/privacy/forget-old';

const systemWide = (job: string, runId: string) =>
  serviceContext({ kind: 'system', job, memberships: new Map() }, runId);

/** More steps than there are hundreds of companies, so that the loop ends. */
const MAX_STEPS = 1000;

/** What is older than it is kept goes by night (R50), a step a hundred companies. */
export const forgetOld = inngest.createFunction(
  { id: 'forget-old', triggers: [cron('37 2 * * *')], retries: 3, singleton: { mode: 'skip' } },
  async ({ step, runId }) => {
    const ctx = () => systemWide('forget-old', runId);
    const spent = await step.run('spent', () => forgetSpent(ctx()));
    let [after, forgotten, failed] = [null as string | null, 0, 0];
    for (let index = 0; index < MAX_STEPS; index++) {
      const done = await step.run(`companies-${index}`, () => forgetOldOfCompanies(ctx(), { after }));
      forgotten += done.forgotten;
      failed += done.failed;
      after = done.next;
      if (after === null) break;
    }
    return { spent, forgotten, failed };
  },
);

/**
 * Companies whose seven days are over (R51), a step some thousand rows; what it misses the next hour finds.
 */
export const deleteCompanies = inngest.createFunction(
  { id: 'delete-companies', triggers: [cron('7 * * * *')], retries: 4, singleton: { mode: 'skip' } },
  async ({ step, runId }) => {
    const ctx = () => systemWide('delete-companies', runId);
    const due = await step.run('due', () => listDueCompanies(ctx()));
    for (const id of due) {
      for (let index = 0; index < MAX_STEPS; index++) {
        const { isOver } = await step.run(`${id}-${index}`, () => deleteCompany(ctx(), id));
        if (isOver) break;
      }
    }
    return { due: due.length };
  },
);
