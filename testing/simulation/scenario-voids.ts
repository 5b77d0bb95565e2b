import type { VoidOutcome } from '@/lib/contracts/void-reasons';
import { diceOf } from '@/lib/lightspeed/simulator/random';
import { applyChange } from '@/lib/services/ledger-change/apply-change';
import { previewChange } from '@/lib/services/ledger-change/preview-change';
import { saveVoidReasons } from '@/lib/services/void-reason/save-void-reasons';
import { WASTE_REASON } from './reasons';
import type { Scenario } from './scenario';
import { checkLedger, checkTransfers } from './scenario-checks';

const SPELLINGS = [WASTE_REASON, ` ${WASTE_REASON.toUpperCase()} `, 'kuche: verbrannt'] as const;
const OUTCOMES: readonly VoidOutcome[] = ['returned', 'gone', 'waste', 'waste'];

/** Says what becomes of the goods voided for one reason, before a till sent it (R16). */
export async function sayVoids(run: Scenario): Promise<void> {
  const dice = diceOf(`voids ${run.seed}`);
  run.voidOutcome = dice.pick(OUTCOMES);
  run.count(`void ${run.voidOutcome}`);
  const said = { reason: dice.pick(SPELLINGS), outcome: run.voidOutcome };
  await saveVoidReasons(run.ctx, { company_id: run.companyId, reasons: [said] });
}

/** Says otherwise for all days; what is booked is what the preview showed. */
export async function changeVoids(run: Scenario): Promise<void> {
  const dice = diceOf(`voids again ${run.seed}`);
  if (dice.chance(0.5)) return;
  const outcome = dice.pick(OUTCOMES);
  const asked = {
    company_id: run.companyId,
    change: { kind: 'void_reasons' as const, reasons: [{ reason: dice.pick(SPELLINGS), outcome }] },
    if_locked: 'refuse' as const,
  };
  const { token } = await previewChange(run.ctx, asked);
  await applyChange(run.ctx, { ...asked, token });
  run.voidOutcome = outcome;
  run.count('void changed');
  await checkTransfers(run);
  await checkLedger(run, 'after what becomes of voided goods was changed');
}
