import type { ErrorCode } from '@/lib/core/error-codes';
import { activateLocation } from '@/lib/services/location/activate-location';
import { getMigration } from '@/lib/services/migration/get-migration';
import { createReadAhead } from '@/lib/services/migration/read-ahead';
import { runMigrationDay } from '@/lib/services/migration/run-migration-day';
import { startMigration } from '@/lib/services/migration/start-migration';
import { addDays } from './bill-maker';
import type { Place, Scenario } from './scenario';
import { checkTransfers } from './scenario-checks';
import { judgeCode, mend, retryAsUser } from './scenario-errors';

/** More than a migration's days and their retries. */
const MAX_STEPS = 200;
/** Steps before its own in which a day may have been asked for. */
const DAYS_AHEAD = 2;

/**
 * A migration as the job runs it; one that fails is started again by a person who mended what its code
 * says.
 */
export async function migrate(run: Scenario, place: Place, isFirst: boolean): Promise<void> {
  let { id } = isFirst
    ? await retryAsUser(
        run,
        'activating',
        async () => (await activateLocation(run.ctx, { id: place.id })).migration ?? { id: '' },
      )
    : await startMigration(run.ctx, { id: place.id, storage_unit: run.unitChoice });
  await shorten(run, id);
  const event = isFirst
    ? run.dice.pick(['none', 'none', 'revoke', 'lost refresh', 'wrong secret', 'storm'] as const)
    : 'none';
  const eventAt = run.dice.below(12);
  const asked = () =>
    run.simulator.control.requests.filter((one) => one.path.includes(place.lightspeedId)).length;
  const [askedBefore, faultsBefore] = [asked(), run.faults.delivered.length];
  for (let round = 1; ; round++) {
    const code = await runDays(run, id, event, round === 1 ? eventAt : -1);
    if (code === undefined) break;
    const failed = await getMigration(run.ctx, { id: place.id });
    run.check(
      failed?.status === 'failed' && failed.error?.code === code && failed.error.day !== null,
      () => `a migration that failed with ${code} shows ${JSON.stringify(failed?.error)} (R30)`,
    );
    if (round >= 4) throw new Error(`the migration of ${place.id} never ended`);
    run.faults.level = 'calm';
    await mend(run, code);
    run.count('migration started again');
    ({ id } = await startMigration(run.ctx, { id: place.id }));
    await shorten(run, id);
  }
  await checkTransfers(run);
  const done = await getMigration(run.ctx, { id: place.id });
  run.check(
    done?.status === 'completed' && done.days_done === run.days,
    () => `the migration ended as ${JSON.stringify(done)}`,
  );
  if (run.faults.delivered.length === faultsBefore && event === 'none') {
    const first = run.hostility.world.firstDay(place.lightspeedId);
    const open = Array.from({ length: run.days }, (_, back) =>
      addDays(run.hostility.world.today(place.lightspeedId), -1 - back),
    ).filter((day) => day >= first).length;
    run.check(asked() - askedBefore <= open + 4, () => `${asked() - askedBefore} requests for ${open} days`);
  }
}

/** Few days in most lives, so that many lives can be lived; a location is seldom older either. */
async function shorten(run: Scenario, migrationId: string): Promise<void> {
  await run.db.$client`
      update migrations set days_total = ${run.days}, from_day = to_day + 1 - ${run.days}::int where id = ${migrationId}`;
}

/** Undefined when the migration is completed; else the code with which a day failed for good. */
async function runDays(
  run: Scenario,
  migrationId: string,
  event: string,
  eventAt: number,
): Promise<ErrorCode | undefined> {
  const input = { companyId: run.companyId, migrationId };
  const readAhead = createReadAhead();
  // A day is asked for up to two days before it is written: what went wrong then counts in its turn.
  const delivered = Array.from({ length: DAYS_AHEAD }, () => run.faults.delivered.length);
  for (let step = 0; step < MAX_STEPS; step++) {
    if (step === eventAt) strike(run, event);
    const since = delivered.shift() ?? 0;
    delivered.push(run.faults.delivered.length);
    const { day, isOver, retryAt } = await runMigrationDay(run.job(), input, readAhead);
    if (day === null) {
      const [row] = await run.db.$client<
        { status: string; error_code: string | null; last: string | null }[]
      >`
          select m.status, m.error_code,
                 (select t.error_code from transfer_logs t where t.migration_id = m.id order by t.id desc limit 1) as last
          from migrations m where m.id = ${migrationId}`;
      if (row?.last) await judgeCode(run, row.last, since, 'a migration day');
      if (isOver) return row?.status === 'failed' ? (row.error_code as ErrorCode) : undefined;
    }
    if (retryAt !== null) run.clock.set(retryAt);
  }
  throw new Error('a migration went on for ever');
}

function strike(run: Scenario, event: string): void {
  if (event === 'none') return;
  run.count(`event ${event}`);
  if (event === 'revoke') {
    run.simulator.control.revokeGrant();
    run.isGrantDead = true;
  }
  if (event === 'lost refresh') {
    run.faults.loseNextRefresh = true;
    run.simulator.control.expireAccessTokens();
  }
  if (event === 'wrong secret') {
    run.simulator.control.setClientSecret('changed');
    run.simulator.control.expireAccessTokens();
    run.isSecretWrong = true;
  }
  if (event === 'storm') run.faults.level = 'storm';
}
