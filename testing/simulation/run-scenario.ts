import type { Database } from '@/db/client';
import { deactivateLocation } from '@/lib/services/location/deactivate-location';
import { createMenu } from './menu';
import { Scenario, type ScenarioResult } from './scenario';
import { syncAll } from './scenario-catalogue';
import { checkLedger } from './scenario-checks';
import { consent, retryAsUser } from './scenario-errors';
import { mapMenu } from './scenario-mappings';
import { migrate } from './scenario-migration';
import { sayModifiers } from './scenario-modifiers';
import { answerNames } from './scenario-names';
import { changeSomething, spendNight } from './scenario-nights';
import { changePackaging, sayPackaging } from './scenario-packaging';
import { checkSecrets, refuseStranger, repeat } from './scenario-refusals';
import { changeVoids, sayVoids } from './scenario-voids';

/** Services read the address of the callback from the settings; nothing else of them is used here. */
export function prepareSettings(): void {
  process.env.DATABASE_URL ??= 'postgres://127.0.0.1/unused';
  process.env.NEXTAUTH_SECRET ??= 'x'.repeat(32);
  process.env.TOKEN_ENCRYPTION_KEYS ??= `t:${Buffer.alloc(32, 1).toString('base64')}`;
}

/**
 * One whole life of one company on a hostile host, from the seed alone: connect, sync, map, migrate, nights,
 * changes, a re-run.
 */
export async function runScenario(seed: number, db: Database): Promise<ScenarioResult> {
  const from = performance.now();
  const life = await Scenario.begin(seed, db);
  try {
    await live(life);
  } catch (error) {
    const shown = error instanceof Error ? (error.stack ?? error.message) : String(error);
    life.problem(`the life broke off: ${shown}`);
  } finally {
    await end(life);
  }
  return {
    seed,
    milliseconds: Math.round(performance.now() - from),
    requests: life.simulator.control.requests.length,
    transfers: life.transfers,
    problems: life.problems,
    coverage: Object.fromEntries(life.coverage),
  };
}

async function live(run: Scenario): Promise<void> {
  run.menu = await createMenu(run.ctx, run.companyId);
  await sayVoids(run);
  run.faults.level = 'rough';
  const { integration } = await retryAsUser(run, 'connecting', () => consent(run, 'connect'));
  run.integrationId = integration.id;
  await syncAll(run);
  await mapMenu(run);
  await sayModifiers(run, 'first', 3);
  await sayPackaging(run);
  for (const place of run.places) await migrate(run, place, true);
  await checkLedger(run, 'after the migration');
  await answerNames(run, 'after the migration');
  await checkLedger(run, 'after the first answers');
  const nights = 1 + run.dice.below(3);
  for (let night = 0; night < nights; night++) {
    await changeSomething(run);
    if (night === 0) await changeVoids(run);
    if (night === 0) await changePackaging(run);
    run.hostility.nameButton();
    await sayModifiers(run, `night ${night}`, night === 0 ? 1 : 0);
    await spendNight(run);
    await checkLedger(run, `after night ${night + 1}`);
    await answerNames(run, `night ${night}`);
    await checkLedger(run, `after the answers of night ${night + 1}`);
  }
  await refuseStranger(run);
  run.faults.level = 'calm';
  run.unitChoice = run.dice.pick(['present', 'kept'] as const);
  for (const place of run.places) await migrate(run, place, false);
  await checkLedger(run, 'after the re-run');
  await repeat(run);
  checkSecrets(run);
}

async function end(run: Scenario): Promise<void> {
  for (const place of run.places) await deactivateLocation(run.ctx, { id: place.id }).catch(() => undefined);
  await run.simulator.stop();
}
