import { env } from '@/lib/platform/env';
import { type Metrics, metrics } from '@/lib/platform/metrics';
import { readWorkFigures, type WorkFigures } from '@/lib/services/health/work-figures';
import { ANONYMOUS, serviceContext } from './container';

const FRESH_MS = 5000;
let last: { at: number; figures: Promise<WorkFigures> } | undefined;

/** All figures in Prometheus' text format; those of the database at most five seconds old. */
export async function writeMetrics(): Promise<{ text: string; contentType: string }> {
  const { registry, shared, poolSize } = metrics();
  poolSize.set(env().DATABASE_POOL_SIZE + env().DATABASE_REPORT_POOL_SIZE);
  const figures = await freshFigures().catch((error: unknown) => {
    serviceContext(ANONYMOUS).log.warn({ err: error }, 'the figures of the database cannot be read');
    return undefined;
  });
  for (const gauge of Object.values(shared)) gauge.reset();
  shared.databaseUp.set(figures ? 1 : 0);
  if (figures) show(shared, figures);
  return { text: await registry.metrics(), contentType: registry.contentType };
}

function freshFigures(): Promise<WorkFigures> {
  const { db, clock } = serviceContext(ANONYMOUS);
  const now = clock.now();
  if (!last || now.getTime() - last.at > FRESH_MS) {
    const figures = readWorkFigures(db, now);
    last = { at: now.getTime(), figures };
    figures.catch(() => {
      last = undefined;
    });
  }
  return last.figures;
}

const oldest = (ages: (number | null)[]) => Math.max(0, ...ages.map((age) => age ?? 0));

function show(shared: Metrics['shared'], figures: WorkFigures): void {
  const { nights, ended, migrations, connections, mails, webhooks, sessions, sweepAgeSeconds } = figures;
  shared.nightsDue.set(nights.due);
  shared.nightsLate.set(nights.late);
  shared.nightsRunning.set(nights.running);
  shared.nightsOldestSeconds.set(nights.oldestSeconds ?? 0);
  for (const { status, code, count } of ended) shared.nightsEnded.set({ status, code }, count);
  for (const { status, count } of migrations) shared.migrations.set({ status }, count);
  const running = migrations.filter(({ status }) => status === 'running');
  shared.migrationSilentSeconds.set(oldest(running.map((one) => one.silentSeconds)));
  for (const { status, count } of connections) shared.integrations.set({ status }, count);
  const connected = connections.filter(({ status }) => status === 'connected');
  shared.tokenAgeSeconds.set(oldest(connected.map((one) => one.ageSeconds)));
  shared.refreshesLost.set(connected.reduce((sum, { lost }) => sum + lost, 0));
  for (const { status, count } of mails) shared.mails.set({ status }, count);
  shared.mailOldestSeconds.set(oldest(mails.map((one) => one.oldestSeconds)));
  for (const { status, count } of webhooks) shared.webhooks.set({ status }, count);
  shared.webhookOldestSeconds.set(oldest(webhooks.map((one) => one.oldestSeconds)));
  shared.lockWaits.set(sessions.reduce((sum, { waiting }) => sum + waiting, 0));
  shared.lockWaitSeconds.set(oldest(sessions.map((one) => one.waitSeconds)));
  for (const { state, count } of sessions) shared.connections.set({ state }, count);
  if (sweepAgeSeconds !== null) shared.sweepAgeSeconds.set(sweepAgeSeconds);
}
