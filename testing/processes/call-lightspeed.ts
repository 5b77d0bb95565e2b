import { openDatabase } from '@/db/client';
import { isDomainError } from '@/lib/core/domain-error';
import { createLightspeedGateway } from '@/lib/lightspeed/gateway';
import { systemClock } from '@/lib/platform/clock';
import { createLog } from '@/lib/platform/log';
import type { PosGateway } from '@/lib/ports';
import { posAuth } from '@/lib/services/integration/access-token';
import { testContext } from '@/testing/fixtures/test-context';

/** What one process of a test is told, and what it says at its end. */
export interface CallOrder {
  databaseUrl: string;
  companyId: string;
  integrationId: string;
  host: { apiUrl: string; authorizeUrl: string; tokenUrl: string; clientId: string; clientSecret: string };
  /**
   * `call` reads businesses until the time is over and four have been read; `die` is killed between
   * Lightspeed's answer to a refresh and our commit.
   */
  task: 'call' | 'die';
  milliseconds: number;
}
export interface CallReport {
  calls: number;
  errors: string[];
  /** The longest time a token was waited for. */
  longestWaitMs: number;
}

const MIN_CALLS = 4;

process.once('message', async (order: CallOrder) => {
  const db = openDatabase(order.databaseUrl, { max: 2 });
  const gateway = createLightspeedGateway({ ...order.host, scopes: '', log: createLog('silent') });
  const pos: PosGateway = {
    ...gateway,
    async refresh(input) {
      const tokens = await gateway.refresh(input);
      if (order.task === 'die') process.kill(process.pid, 'SIGKILL');
      return tokens;
    },
  };
  const memberships = { [order.companyId]: 'system' };
  const ctx = { ...testContext(db, { memberships, kind: 'system', pos }), clock: systemClock };
  const auth = posAuth(ctx, order.companyId, order.integrationId);
  const report: CallReport = { calls: 0, errors: [], longestWaitMs: 0 };
  const timed: typeof auth = {
    ...auth,
    async accessToken(rejected) {
      const from = performance.now();
      const token = await auth.accessToken(rejected);
      report.longestWaitMs = Math.max(report.longestWaitMs, performance.now() - from);
      return token;
    },
  };
  const until = performance.now() + order.milliseconds;
  do {
    try {
      await pos.listLocations(timed);
      report.calls += 1;
    } catch (error) {
      report.errors.push(isDomainError(error) ? `${error.code} ${error.message}` : String(error));
    }
    // A process that is never let through is never done, and its test fails by its time limit.
  } while (performance.now() < until || (report.calls < MIN_CALLS && report.errors.length === 0));
  await db.$client.end({ timeout: 5 });
  process.send?.(report, undefined, undefined, () => process.disconnect());
});
process.send?.('ready');
