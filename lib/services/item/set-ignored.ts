import type { z } from 'zod';
import { findCurrentMapping } from '@/db/queries/mappings';
import { type Item, setIgnoredInput } from '@/lib/contracts/lightspeed';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { getItem } from './get-item';
import { NO_TARGET, writeMappingVersions } from './write-mapping-versions';

/** Deliberately not stock, or not so any more (R13). Taking it back leaves a mapped item as it is. */
export async function setIgnored(ctx: ServiceContext, raw: z.input<typeof setIgnoredInput>): Promise<Item> {
  const companyId = await requireThing(ctx, 'item', raw, 'manage');
  const input = setIgnoredInput.parse(raw);
  await ctx.db.transaction(async (tx) => {
    if (!input.ignored && (await findCurrentMapping(tx, companyId, input.id))?.state !== 'ignored') return;
    const next = { state: input.ignored ? ('ignored' as const) : ('unmapped' as const), ...NO_TARGET };
    await writeMappingVersions(tx, ctx, companyId, [{ itemId: input.id, action: 'item.set_ignored', next }]);
  });
  return getItem(ctx, { id: input.id, company_id: companyId });
}
