import type { Transaction } from '@/db/client';
import { planningTransfer, type TransferPlan } from '@/lib/core/plan-transfer';
import { KnownExplosions } from '@/lib/core/recipe-explosion';
import { inTurns } from '@/lib/platform/in-turns';
import { loadUnitCosts } from '../ledger/unit-costs';
import { costPoints, type DayDifference, dayDifference, standingOf } from './day-difference';
import type { Adoption } from './find-adoptions';
import { type DayToPlan, loadPlanInputs, type PlanScope } from './load-plan-inputs';
import type { VersionMoments } from './version-moments';

export interface PlannedDay<D> {
  day: D;
  /** Of the lines that were read: of the whole day when all were. */
  plan: TransferPlan;
  moments: VersionMoments;
  /** As `PlanInputs` says it. */
  seen: string | null;
  adoptions: readonly Adoption[];
  storageUnitId: string;
  /** What would have to be written, of the items of the scope. */
  difference: DayDifference;
}

/** Of this process: versions never change, so what one day worked out serves the next, of whatever run. */
const knownExplosions = new KnownExplosions();

/**
 * What days should say and what would have to be written for it (R24), in costs of now (R23). The one
 * planner: a transfer plans one day with it, a changed mapping or recipe all kept ones. Nothing is written.
 * `lockedUntil`: as `lockLedger` returned it.
 */
export async function planDays<D extends DayToPlan>(
  tx: Transaction,
  scope: PlanScope<D> & { lockedUntil: string | null },
): Promise<PlannedDay<D>[]> {
  const { companyId, lockedUntil } = scope;
  const planned = [];
  for (const { day, input, postings, isOfScope, ...read } of await loadPlanInputs(tx, scope)) {
    // In steps: neither a long day nor a deep recipe keeps anybody else waiting.
    const plan = await inTurns(planningTransfer({ ...input, known: knownExplosions }));
    const entries = plan.entries.filter(isOfScope);
    const state = { businessDay: day.businessDay, lockedUntil, postings, planned: entries };
    const { moments, seen, adoptions } = read;
    planned.push({ day, plan, moments, seen, adoptions, state });
  }
  const points = planned.flatMap(({ state }) => costPoints(state));
  const costs = await loadUnitCosts(tx, companyId, points);
  return planned.map(({ day, plan, moments, seen, adoptions, state }) => {
    const kept = day.staysInItsUnit ? standingOf(state.postings)[0]?.storageUnitId : undefined;
    const storageUnitId = kept ?? day.storageUnitId;
    const difference = dayDifference(state, storageUnitId, costs);
    return { day, plan, moments, seen, adoptions, storageUnitId, difference };
  });
}
