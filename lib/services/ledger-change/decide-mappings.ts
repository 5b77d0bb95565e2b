import type { z } from 'zod';
import { listCurrentMappings } from '@/db/queries/mappings';
import { type Decided, decideMappingsInput } from '@/lib/contracts/changes';
import { requireCompany } from '../access';
import { currentDay } from '../company/current-day';
import type { ServiceContext } from '../context';
import { applyChange } from './apply-change';
import { lookAtChange } from './look-at-change';

/**
 * Decides without asking: for all days where no booked day would change, else from today on, with what it
 * would change of the past, to be booked when a person says so. What is restored is restored on all days,
 * since its days were booked by the act it undoes. Not saved, only previewed, where today itself is booked
 * and would change. Throws what saving would throw, and preview_outdated.
 */
export async function decideMappings(
  ctx: ServiceContext,
  raw: z.input<typeof decideMappingsInput>,
): Promise<Decided> {
  requireCompany(ctx, raw.company_id, 'manage');
  const { company_id, mappings } = decideMappingsInput.parse(raw);
  const look = (effective_from: string | null) => ({
    company_id,
    change: { kind: 'mappings' as const, mappings, effective_from },
    if_locked: 'first_open_day' as const,
  });
  const isWithoutTrace = ({ days_changed }: { days_changed: number }) => days_changed === 0;
  const all = await lookAtChange(ctx, look(null), isWithoutTrace);
  const saved = async (past: Extract<Decided, { saved: true }>['past']): Promise<Decided> => {
    const itemIds = mappings.map(({ item_id }) => item_id);
    const current = await listCurrentMappings(ctx.db, company_id, itemIds);
    const versions = [...current.values()].map(({ itemId, version }) => ({ item_id: itemId, version }));
    return { saved: true, versions, past };
  };
  if (all.isSaved) return saved(null);
  const { preview } = all;
  if (mappings.every((choice) => 'restores_version' in choice)) {
    await applyChange(ctx, { ...look(null), token: preview.token });
    return saved(null);
  }
  const { isSaved } = await lookAtChange(ctx, look(await currentDay(ctx, company_id)), isWithoutTrace);
  const { days_changed, value_change } = preview;
  return isSaved ? saved({ days_changed, value_change }) : { saved: false, preview };
}
