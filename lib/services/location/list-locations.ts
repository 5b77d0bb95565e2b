import type { z } from 'zod';
import { selectLocations } from '@/db/queries/locations';
import type { Page } from '@/lib/contracts/common';
import { type Location, listLocationsInput } from '@/lib/contracts/lightspeed';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { decodeNameCursor, encodeNameCursor } from '../name-cursor';
import { toLocation } from './to-location';

/** The integration's locations by name, each with its last finished transfer. */
export async function listLocations(
  ctx: ServiceContext,
  raw: z.input<typeof listLocationsInput>,
): Promise<Page<Location>> {
  const input = listLocationsInput.parse(raw);
  const companyId = await requireThing(ctx, 'integration', input, 'read');
  const rows = await selectLocations(ctx.db, companyId, {
    integrationId: input.id,
    includeArchived: input.include_archived,
    limit: input.limit + 1,
    after: decodeNameCursor(input.cursor),
  });
  const page = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  return {
    data: page.map(toLocation),
    next_cursor: last ? encodeNameCursor({ name: last.nameKey, id: last.id }) : null,
  };
}
