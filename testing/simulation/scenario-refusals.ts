import { isDeepStrictEqual } from 'node:util';
import { isDomainError } from '@/lib/core/domain-error';
import { runTransfer } from '@/lib/services/transfer/run-transfer';
import { addDays } from './bill-maker';
import { type Scenario, SECRETS } from './scenario';
import { checkTransfers } from './scenario-checks';
import { consent, mend } from './scenario-errors';

/** A grant that sees another business is refused with both names, and nothing changes (R8). */
export async function refuseStranger(run: Scenario): Promise<void> {
  run.faults.level = 'calm';
  // A migration that needed no refresh has left it for the next token.
  run.faults.loseNextRefresh = false;
  if (run.isSecretWrong) await mend(run, 'lightspeed_not_configured');
  run.hostility.showStranger(true);
  const sealed = () =>
    run.db.$client`select token_ciphertext from lightspeed_integrations where id = ${run.integrationId}`;
  const before = await sealed();
  try {
    await consent(run, 'reauthorize');
    run.problem('a grant of another business was taken (R8)');
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const names = [error.details?.expected, error.details?.found];
    const isRight =
      error.code === 'lightspeed_business_mismatch' &&
      isDeepStrictEqual(names, ['Ours AG', 'Strangers GmbH']);
    run.check(
      isRight,
      () => `a stranger was refused with ${(error as Error).message} ${JSON.stringify(names)}`,
    );
  }
  run.hostility.showStranger(false);
  run.check(
    isDeepStrictEqual([...before], [...(await sealed())]),
    () => 'a refused grant changed the tokens (R8)',
  );
}

/** The same inputs again write nothing, fetched or as kept (R24, R27). */
export async function repeat(run: Scenario): Promise<void> {
  for (const place of run.places) {
    const last = addDays(run.hostility.world.today(place.lightspeedId), -1);
    for (let back = 0; back < 3; back++) {
      const date = addDays(last, -back);
      const result = await runTransfer(run.ctx, {
        id: place.id,
        date,
        force_refresh: back !== 1,
        storage_unit: 'kept',
      });
      const written = (result.stats?.entries_written ?? 0) + (result.stats?.entries_reversed ?? 0);
      run.check(
        result.success && written === 0,
        () => `${date} again wrote ${written} entries (R24): ${JSON.stringify(result.error)}`,
      );
    }
  }
  await checkTransfers(run);
}

export function checkSecrets(run: Scenario): void {
  for (const secret of SECRETS) {
    run.check(!run.log.some((line) => line.includes(secret)), () => 'a secret is in the log (R6)');
    run.check(!run.shown.some((line) => line.includes(secret)), () => 'a secret is in an error (R6)');
  }
}
