import type { z } from 'zod';
import { selectStorageUnits } from '@/db/queries/inventory';
import type { Page } from '@/lib/contracts/common';
import { listStorageUnitsInput, type StorageUnit } from '@/lib/contracts/inventory';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { decodeNameCursor } from '../name-cursor';
import { namedPage } from '../named-page';
import { toStorageUnit } from './to-storage-unit';

export async function listStorageUnits(
  ctx: ServiceContext,
  raw: z.input<typeof listStorageUnitsInput>,
): Promise<Page<StorageUnit>> {
  requireCompany(ctx, raw.company_id, 'read');
  const input = listStorageUnitsInput.parse(raw);
  const rows = await selectStorageUnits(ctx.db, input.company_id, {
    search: input.search,
    includeArchived: input.include_archived,
    limit: input.limit + 1,
    after: decodeNameCursor(input.cursor),
  });
  return namedPage(rows, input.limit, toStorageUnit);
}
