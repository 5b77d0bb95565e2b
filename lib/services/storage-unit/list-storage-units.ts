import type { z } from 'zod';
import { listStorageUnitRows } from '@/db/queries/storage-units';
import type { Page } from '@/lib/contracts/common';
import { listStorageUnitsInput, type StorageUnit } from '@/lib/contracts/storage-units';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { ownUnits } from '../own-units';
import { BY_NAME, readPage } from '../pagination';
import { toStorageUnit } from './to-storage-unit';

export async function listStorageUnits(
  ctx: ServiceContext,
  raw: z.input<typeof listStorageUnitsInput>,
): Promise<Page<StorageUnit>> {
  requireCompany(ctx, raw.company_id, 'stock');
  const input = listStorageUnitsInput.parse(raw);
  const { rows, next_cursor } = await readPage(input, BY_NAME, (page) =>
    listStorageUnitRows(ctx.db, input.company_id, {
      ids: ownUnits(ctx, input.company_id),
      search: input.search,
      includeArchived: input.include_archived,
      ...page,
    }),
  );
  return { data: rows.map(toStorageUnit), next_cursor };
}
