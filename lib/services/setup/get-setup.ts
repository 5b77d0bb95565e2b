import type { z } from 'zod';
import { findIntegrationOfCompany } from '@/db/queries/integrations';
import { findSetupCounts, findSetupProgress, type SetupCounts } from '@/db/queries/setup';
import type { companyInput } from '@/lib/contracts/common';
import type { Coverage } from '@/lib/contracts/mappings';
import {
  DECIDED_PERCENT,
  isSettled,
  SETUP_CHAPTERS,
  type Setup,
  type SetupChapter,
  type SetupStep,
  type SetupStepState,
  setupChapterSchema,
  setupStepSchema,
} from '@/lib/contracts/setup';
import { compare, exact } from '@/lib/core/quantity';
import { requireCompany } from '../access';
import { currentDay } from '../company/current-day';
import type { ServiceContext } from '../context';
import { getCoverage } from '../item/get-coverage';

const SALES_DAYS = 30;
const STEPS: Readonly<Record<SetupChapter, readonly SetupStep[]>> = SETUP_CHAPTERS;

/**
 * What of the setup is done is read from the data itself. Remembered are only where one stopped and that
 * somebody looked at the ledger.
 */
export async function getSetup(ctx: ServiceContext, input: z.infer<typeof companyInput>): Promise<Setup> {
  requireCompany(ctx, input.company_id, 'read');
  const companyId = input.company_id;
  const today = await currentDay(ctx, companyId);
  const [counts, progress, integration] = await Promise.all([
    findSetupCounts(ctx.db, companyId, today),
    findSetupProgress(ctx.db, companyId),
    findIntegrationOfCompany(ctx.db, companyId),
  ]);
  const coverage = integration
    ? await getCoverage(ctx, { id: integration.id, company_id: companyId, days: SALES_DAYS })
    : null;
  const steps = toSteps(counts, coverage, progress?.ledgerSeenAt ?? null);
  const remembered = setupStepSchema.safeParse(progress?.step).data ?? null;
  return {
    steps,
    step: remembered,
    chapter: chapterToGoOnWith(steps, remembered),
    ledger_seen: progress?.ledgerSeenAt ? { at: progress.ledgerSeenAt.toISOString() } : null,
    coverage,
  };
}

/** A step is done when something is there, unless it says what it takes. */
function toSteps(n: SetupCounts, coverage: Coverage | null, ledgerSeenAt: Date | null): SetupStepState[] {
  const lacking: Record<SetupStep, readonly [count: number, missing: number]> = {
    storage_units: some(n.storageUnits),
    ingredients: some(n.ingredients),
    recipes: some(n.recipes),
    connect: some(n.integrations),
    sync_locations: some(n.locations),
    // A location that sells nothing of interest may stay without a storage unit; an active one may not.
    link_locations: [n.linked, n.linked > 0 ? n.activeUnlinked : 1],
    sync_items: some(n.items),
    map_items: [n.decided, isDecided(n, coverage) ? 0 : Math.max(1, n.items - n.decided)],
    activate: some(n.activated),
    migration: all(n.migrated, n.activated),
    manual_transfer: some(n.manualTransfers),
    check_ledger: n.entries && ledgerSeenAt ? [1, 0] : [0, 1],
    // What was only received is known as well; that nobody has counted is said all the same.
    opening_count: n.isCounted ? all(n.known, n.known + n.neverCounted) : [0, Math.max(1, n.neverCounted)],
    auto_transfer: all(n.unpaused, n.activated),
  };
  return setupChapterSchema.options.flatMap((chapter) =>
    STEPS[chapter].map((key) => {
      const [count, missing] = lacking[key];
      // Nobody does it: it is on until somebody pauses it (R32).
      const by_itself = key === 'auto_transfer' && missing === 0;
      return { key, chapter, done: missing === 0 && !by_itself, by_itself, count, missing };
    }),
  );
}
const some = (count: number) => [count, count > 0 ? 0 : 1] as const;
/** Done when all of `of` are, and at least one. */
const all = (count: number, of: number) => [count, Math.max(1, of) - count] as const;

/** R43: by what is sold; while nothing is known to have been sold, every item. */
function isDecided(n: SetupCounts, coverage: Coverage | null): boolean {
  const share = coverage?.shares.decided ?? null;
  if (share === null) return n.items > 0 && n.decided === n.items;
  return compare(exact(share), exact(String(DECIDED_PERCENT / 100))) >= 0;
}

function chapterToGoOnWith(steps: readonly SetupStepState[], remembered: SetupStep | null): SetupChapter {
  const stopped = steps.find((step) => step.key === remembered)?.chapter;
  const isOpen = (chapter: SetupChapter) =>
    steps.some((step) => step.chapter === chapter && !isSettled(step));
  if (stopped && isOpen(stopped)) return stopped;
  return setupChapterSchema.options.find(isOpen) ?? 'run';
}
