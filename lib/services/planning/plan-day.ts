import { KnownExplosions } from '@/lib/core/recipe-explosion';
import { type PlanInput, planningTransfer, type TransferPlan } from '@/lib/core/transfer-plan';
import { inTurns } from '@/lib/platform/in-turns';

/** Of this process: versions never change, so what one day worked out serves the next, of whatever run. */
const knownExplosions = new KnownExplosions();

/** The day's plan, worked out without keeping anybody else waiting. */
export function planDay(input: PlanInput): Promise<TransferPlan> {
  return inTurns(planningTransfer({ ...input, known: knownExplosions }));
}
