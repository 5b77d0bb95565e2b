import type { Takes } from '@/lib/contracts/desk';
import type { ItemSuggestions } from '@/lib/contracts/suggestions';
import type { Offer } from './desk-entry';

/** Beside a sure first one, less likely others are noise. */
const LEAST_BESIDE_SURE = 0.02;

/** What is suggested for these items (R41), at most 500; an item that is no more is left out. */
export async function readSuggestions(
  base: string,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<(readonly [string, Offer])[]> {
  const address = `${base}/suggestions?limit=${ids.length}&item_ids=${ids.join(',')}`;
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`${response.status} of suggestions`);
  const page = (await response.json()) as { data: ItemSuggestions[] };
  return page.data.map((row) => [row.item_id, toOffer(row)] as const);
}

function toOffer(row: ItemSuggestions): Offer {
  const [first, ...others] = row.suggestions;
  return {
    verdict: row.verdict,
    confidence: row.confidence,
    takes: row.verdict === 'map' && first ? takesOf(first) : null,
    others: (row.verdict === 'map' ? others : row.suggestions)
      .filter((one) => !row.is_confident || one.confidence >= LEAST_BESIDE_SURE)
      .map(takesOf),
    reasons: row.reasons,
    create: row.create,
  };
}

const takesOf = ({
  mapped_object_type,
  mapped_object_id,
  quantity,
  unit,
  is_subtraction,
}: ItemSuggestions['suggestions'][number]): Takes => ({
  mapped_object_type,
  mapped_object_id,
  quantity,
  unit,
  is_subtraction,
});
