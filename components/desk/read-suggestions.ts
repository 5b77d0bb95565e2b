import type { Takes } from '@/lib/contracts/desk';
import type { ItemSuggestions } from '@/lib/contracts/suggestions';
import type { Offer } from './desk-entry';

const PAGE = 500;
/** Beside a sure first one, less likely others are noise. */
const LEAST_BESIDE_SURE = 0.02;

/** Reads what is suggested for open items (R41), a page at a time. */
export async function readSuggestions(
  base: string,
  signal: AbortSignal,
  take: (offers: readonly (readonly [string, Offer])[]) => Promise<void>,
): Promise<void> {
  for (let cursor: string | null = ''; cursor !== null; ) {
    const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const response = await fetch(`${base}/suggestions?state=unmapped&limit=${PAGE}${after}`, { signal });
    if (!response.ok) return;
    const page = (await response.json()) as { data: ItemSuggestions[]; next_cursor: string | null };
    await take(page.data.map((row) => [row.item_id, toOffer(row)] as const));
    cursor = page.next_cursor;
  }
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
