import type { Transaction } from '@/db/client';
import { listNamesNow } from '@/db/queries/item-names';
import type { MappingVersionRow } from '@/db/queries/mappings';
import { DAY_MS } from '@/lib/core/sku-handover';
import type { ServiceContext } from '../context';

/** What a mapping was made for, and the day on which that was so (R38). */
export type MadeFor = Pick<MappingVersionRow, 'names' | 'namesOn'>;
/** As of everything saved before names were kept. */
export const ANY_NAME: MadeFor = { names: null, namesOn: null };

/** What mappings of these items saved now are made for, each name once. */
export async function namesNow(
  tx: Transaction,
  ctx: ServiceContext,
  companyId: string,
  itemIds: readonly string[],
): Promise<Map<string, MadeFor>> {
  if (itemIds.length === 0) return new Map();
  // No earlier business day is still running, wherever on Earth.
  const namesOn = new Date(ctx.clock.now().getTime() - DAY_MS).toISOString().slice(0, 10);
  const rows = await listNamesNow(tx, companyId, itemIds);
  return new Map(rows.map(({ itemId, names }) => [itemId, { names: [...new Set(names)], namesOn }]));
}
