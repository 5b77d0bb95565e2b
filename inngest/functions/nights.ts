import { cron } from 'inngest';
import { inngest } from '@/lib/jobs/client';
import { serviceContext, systemContext } from '@/lib/runtime/container';
import { chainAudit } from '@/lib/services/audit-log/chain-audit';
import { recordJobServerHeartbeat } from '@/lib/services/health/record-job-server-heartbeat';
import { keepTokensAlive as keepTokensAliveService } from '@/lib/services/integration/keep-tokens-alive';
import { forgetSpentLimits } from '@/lib/services/limits/forget-spent-limits';
import { planNights } from '@/lib/services/nightly-transfer/plan-nights';
import { recoverStalledJobs } from '@/lib/services/nightly-transfer/recover-stalled-jobs';
import { renewNight } from '@/lib/services/nightly-transfer/renew-night';
import { runNight } from '@/lib/services/nightly-transfer/run-night';

interface NightEvent {
  companyId: string;
  nightlyRunId: string;
}

/** The context of a scheduled job that works over all companies. */
const systemWideContext = (job: string, runId: string) =>
  serviceContext({ kind: 'system', job, memberships: new Map() }, runId);

/** A scheduled job that is still running skips its next run. */
const once = { singleton: { mode: 'skip' as const } };

export const planner = inngest.createFunction(
  { id: 'plan-nights', triggers: [cron('*/15 * * * *')], retries: 1, ...once },
  async ({ step, runId }) => {
    const planned = await step.run('plan', () => planNights(systemWideContext('plan-nights', runId)));
    const sent = await step.run('send', () => recoverStalledJobs(systemWideContext('plan-nights', runId)));
    await step.run('limits', () => forgetSpentLimits(systemWideContext('plan-nights', runId)));
    return { ...planned, ...sent };
  },
);

export const transferNight = inngest.createFunction(
  {
    id: 'transfer-night',
    triggers: [{ event: 'bestellfix/night.due' }],
    retries: 3,
    concurrency: [
      { key: 'event.data.nightlyRunId', limit: 1 },
      { key: 'event.data.companyId', limit: 2 },
    ],
    onFailure: async ({ event, runId }) => {
      const input = event.data.event.data as NightEvent;
      await renewNight(systemContext(input.companyId, 'transfer-night', runId), input);
    },
  },
  async ({ event, step, runId }) => {
    const input = event.data as NightEvent;
    return step.run('night', () => runNight(systemContext(input.companyId, 'transfer-night', runId), input));
  },
);

export const recovery = inngest.createFunction(
  { id: 'sweep', triggers: [cron('* * * * *')], retries: 0, ...once },
  async ({ step, runId }) =>
    step.run('sweep', async () => {
      const ctx = systemWideContext('sweep', runId);
      await recordJobServerHeartbeat(ctx);
      return recoverStalledJobs(ctx);
    }),
);

export const auditChain = inngest.createFunction(
  { id: 'chain-audit', triggers: [cron('* * * * *')], retries: 0, ...once },
  async ({ step, runId }) => step.run('chain', () => chainAudit(systemWideContext('chain-audit', runId))),
);

export const keepTokensAlive = inngest.createFunction(
  { id: 'keep-tokens-alive', triggers: [cron('17 * * * *')], retries: 1, ...once },
  async ({ step, runId }) =>
    step.run('renew', () => keepTokensAliveService(systemWideContext('keep-tokens-alive', runId))),
);
