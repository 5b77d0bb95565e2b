import type { z } from 'zod';
import { listLocationRows } from '@/db/queries/locations';
import type { Page } from '@/lib/contracts/common';
import { type Location, listLocationsInput } from '@/lib/contracts/lightspeed';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { BY_NAME, readPage } from '../pagination';
import { toLocation } from './to-location';

/** The integration's locations by name, each with its last finished transfer. */
export async function listLocations(
  ctx: ServiceContext,
  raw: z.input<typeof listLocationsInput>,
): Promise<Page<Location>> {
  const companyId = await requireThing(ctx, 'integration', raw, 'read');
  const input = listLocationsInput.parse(raw);
  const { rows, next_cursor } = await readPage(input, BY_NAME, (page) =>
    listLocationRows(ctx.db, companyId, {
      integrationId: input.id,
      includeArchived: input.include_archived,
      ...page,
    }),
  );
  return { data: rows.map(toLocation), next_cursor };
}
