import { getIntegration } from '@/lib/services/integration/get-integration';
import { linkStorageUnit } from '@/lib/services/location/link-storage-unit';
import { planNights } from '@/lib/services/nightly-transfer/plan-nights';
import { recoverStalledJobs } from '@/lib/services/nightly-transfer/recover-stalled-jobs';
import { runNight } from '@/lib/services/nightly-transfer/run-night';
import { createStorageUnit } from '@/lib/services/storage-unit/create-storage-unit';
import type { Scenario } from './scenario';
import { syncAll } from './scenario-catalogue';
import { checkTransfers } from './scenario-checks';
import { mend } from './scenario-errors';
import { changeMapping } from './scenario-mappings';

const HOUR = 3_600_000;

const DAY = 24 * HOUR;

export async function changeSomething(run: Scenario): Promise<void> {
  if (run.hasStartChange && run.dice.chance(0.6)) {
    run.hostility.changeStart(run.dice.pick(run.places).lightspeedId);
    run.hasStartChange = false;
  }
  if (run.dice.chance(0.6)) {
    run.hostility.changeCatalogue();
    if (run.dice.chance(0.5)) run.hostility.changeCatalogue();
    if (run.dice.chance(0.8)) await syncAll(run);
  }
  if (run.dice.chance(0.7)) await changeMapping(run);
  if (run.dice.chance(0.2)) await relink(run);
}

async function relink(run: Scenario): Promise<void> {
  const place = run.dice.pick(run.places);
  const name = `Another store ${run.coverage.get('location relinked') ?? 0}`;
  const unit = await createStorageUnit(run.ctx, { company_id: run.companyId, name });
  await linkStorageUnit(run.ctx, { id: place.id, storage_unit_id: unit.id });
  place.unitId = unit.id;
  run.count('location relinked');
}

/**
 * On to two hours after each place's next business day has ended, and through the hourly tries of that
 * night.
 */
export async function spendNight(run: Scenario): Promise<void> {
  run.faults.level = run.dice.pick(['calm', 'rough', 'rough'] as const);
  const { world } = run.hostility;
  const ends = run.places.map(
    (place) => world.boundsOfDay(place.lightspeedId, world.today(place.lightspeedId)).end,
  );
  run.clock.set(new Date(Math.max(...ends, run.clock.now().getTime()) + 2 * HOUR + 60_000));
  if (run.dice.chance(0.15)) run.clock.advance(DAY);
  const job = run.job();
  await planNights(job);
  for (let hour = 0; hour < 9; hour++) {
    const first = run.ctx.jobs.sent.length;
    await recoverStalledJobs(job);
    for (const event of run.ctx.jobs.sent.slice(first)) {
      if (event.name !== 'bestellfix/night.due' || event.data.companyId !== run.companyId) continue;
      const since = run.faults.delivered.length;
      const night = await runNight(job, event.data);
      run.count(`night ${night.status}`);
      await checkTransfers(run, since);
    }
    const integration = await getIntegration(run.ctx, { company_id: run.companyId });
    if (integration?.status === 'needs_reauthorization') await mend(run, 'lightspeed_auth_failed');
    run.clock.advance(HOUR + 60_000);
  }
  const open = await run.db.$client`
      select 1 from nightly_runs where company_id = ${run.companyId} and finished_at is null and not_before < ${run.clock.now().toISOString()}`;
  run.check(open.length === 0, () => `${open.length} nights never ended`);
}
