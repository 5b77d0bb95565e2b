import type { Takes } from '@/lib/contracts/desk';
import type { Offer } from './desk-model';

const PAGE = 500;

interface Suggested extends Takes {
  confidence: number | string;
}
interface SuggestionRow {
  item_id: string;
  verdict: Offer['verdict'];
  confidence: number | string;
  reasons: (string | Offer['reasons'][number])[];
  suggestions: Suggested[];
  create?: { type?: 'ingredient' | 'recipe'; name: string; unit: Takes['unit'] } | null;
}

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
    const page = (await response.json()) as { data: SuggestionRow[]; next_cursor: string | null };
    await take(page.data.map((row) => [row.item_id, toOffer(row)] as const));
    cursor = page.next_cursor;
  }
}

function toOffer(row: SuggestionRow): Offer {
  const [first, ...others] = row.suggestions;
  return {
    verdict: row.verdict,
    confidence: Number(row.confidence),
    takes: row.verdict === 'map' && first ? takesOf(first) : null,
    others: (row.verdict === 'map' ? others : row.suggestions).map(takesOf),
    reasons: row.reasons.map((one) => (typeof one === 'string' ? { code: one, params: {} } : one)),
    create: row.create
      ? { type: row.create.type ?? 'ingredient', name: row.create.name, base_unit: row.create.unit }
      : null,
  };
}

const takesOf = ({ mapped_object_type, mapped_object_id, quantity, unit, is_subtraction }: Suggested): Takes => ({
  mapped_object_type,
  mapped_object_id,
  quantity,
  unit,
  is_subtraction,
});
