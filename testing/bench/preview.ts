import type { ServiceContext } from '@/lib/services/context';
import { previewChange } from '@/lib/services/ledger-change/preview-change';
import { millis, row, title } from './print';
import type { Restaurant } from './restaurant';

/** What mapping an item to something else would change on all kept days, shown before it is made. */
export async function benchPreview(
  ctx: ServiceContext,
  { companyId, itemIds, ingredientIds }: Restaurant,
): Promise<void> {
  const times: number[] = [];
  let changed = 0;
  for (const item_id of itemIds.slice(0, 10)) {
    const from = performance.now();
    const { days_changed } = await previewChange(ctx, {
      company_id: companyId,
      change: {
        kind: 'mapping',
        item_id,
        state: 'mapped',
        mapped_object_type: 'ingredient',
        mapped_object_id: ingredientIds[0] as string,
        quantity: '0.5',
        is_subtraction: false,
        effective_from: null,
      },
      if_locked: 'refuse',
    });
    times.push(performance.now() - from);
    changed = days_changed;
  }
  const [fastest = 0, , , , , median = 0] = times.toSorted((a, b) => a - b);
  title(`Preview of a remap: ${changed} days change`);
  row('median', `${millis(median)}   aim 300 ms`);
  row('fastest', millis(fastest));
}
