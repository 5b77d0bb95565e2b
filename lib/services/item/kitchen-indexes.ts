import { findKitchenVersion } from '@/db/queries/suggestion-inputs';
import { indexingKitchen, type KitchenIndex } from '@/lib/core/suggestions/kitchen-index';
import { inTurns } from '@/lib/platform/in-turns';
import { currentDay } from '../company/current-day';
import type { ServiceContext } from '../context';
import { kitchenOfCompany } from './kitchen-of-company';

/** Companies whose index is kept; the one longest unused goes first. */
const KEPT = 8;
const kept = new Map<string, { version: string; index: Promise<KitchenIndex> }>();

/** The company's kitchen, read and indexed anew only when it changed or a new business day began. */
export async function kitchenIndexOf(ctx: ServiceContext, companyId: string): Promise<KitchenIndex> {
  const day = await currentDay(ctx, companyId);
  const version = `${day} ${await findKitchenVersion(ctx.db, companyId)}`;
  const known = kept.get(companyId);
  kept.delete(companyId);
  const current = known?.version === version ? known : { version, index: readIndex(ctx, companyId, day) };
  kept.set(companyId, current);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  try {
    return await current.index;
  } catch (error) {
    if (kept.get(companyId) === current) kept.delete(companyId);
    throw error;
  }
}

async function readIndex(ctx: ServiceContext, companyId: string, day: string): Promise<KitchenIndex> {
  return inTurns(indexingKitchen(await kitchenOfCompany(ctx.db, companyId, day)));
}
