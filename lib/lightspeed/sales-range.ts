import { inTurns } from '@/lib/platform/in-turns';
import type { PosAuth, PosSalesDay } from '@/lib/ports';
import { type ApiAnswer, type ApiClient, apiError } from './client';
import { keepingFields } from './kept-fields';
import { salesPageSchema } from './schemas';
import { readingSalesDay } from './to-domain';

const PAGE_SIZE = 100;
/** A busy day has some thousand accounts; a server that ignores paging must not keep us for ever. */
const MAX_PAGES = 2000;
/**
 * A range says nothing of completeness: two hours after its end a day counts as complete, as for nights
 * (R32).
 */
const COMPLETE_AFTER_MS = 2 * 3_600_000;
/** All pages together, in characters: they are one day in memory. */
const MAX_LENGTH = 64 * 1024 * 1024;
const EARLIEST = /after:?\s*([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9]{2}:?[0-9]{2})?)/i;

export const salesPath = (locationId: string) =>
  `/f/v2/business-location/${encodeURIComponent(locationId)}/sales`;

/** The first instant Lightspeed has, out of its refusal; undefined for every other answer. */
export function earliestOf(answer: ApiAnswer): string | undefined {
  if (answer.status !== 400 || !/earliest available date/i.test(answer.text)) return undefined;
  return EARLIEST.exec(answer.text)?.[1];
}

/**
 * A business day by the ranged call, `[start, end)`. Pages overlap: each begins where the last one ended, so
 * that accounts closed in the same instant are neither lost nor doubled whatever the server's token means.
 * The token only leads through more of them than a page holds.
 */
export async function readRange(
  api: ApiClient,
  auth: PosAuth,
  locationId: string,
  window: { start: string; end: string },
  now: Date,
): Promise<PosSalesDay> {
  const path = salesPath(locationId);
  const end = Date.parse(window.end);
  const accounts = new Map<string, unknown>();
  const seenTokens = new Set<string>();
  let from = Date.parse(window.start);
  let token: string | undefined;
  let refusals = 0;
  let length = 0;

  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await api.get(auth, path, {
      from: new Date(from).toISOString(),
      to: new Date(end).toISOString(),
      pageSize: String(PAGE_SIZE),
      ...(token !== undefined && { nextPageToken: token }),
    });
    answer.done?.();
    length += answer.text.length;
    if (length > MAX_LENGTH) throw apiError(answer.status, path, 'the pages of a day are larger than 64 MB');
    const earliest = earliestOf(answer);
    if (earliest !== undefined && refusals < 2) {
      // "After" may mean later than: a second more on the second refusal.
      from = Date.parse(earliest) + refusals * 1000;
      refusals++;
      if (from >= end) return { kind: 'before_first_day', earliest };
      continue;
    }
    if (answer.status === 400) throw apiError(400, path, 'answered 400');
    const parsed = salesPageSchema.safeParse(answer.body);
    if (!parsed.success) throw apiError(answer.status, path, 'the answer has another shape');
    const sales = parsed.data.sales ?? [];
    const before = accounts.size;
    let last = from;
    for (const sale of sales) {
      const closed = closedAt(sale);
      if (closed !== undefined && closed >= end) continue;
      if (closed !== undefined) last = Math.max(last, closed);
      // Exact repeats only: two that differ are for the reading of the day to judge, and its control total
      // counts both (R26).
      accounts.set(JSON.stringify(sale), sale);
    }
    const next = parsed.data.nextPageToken;
    if (!next || sales.length === 0) break;
    // A millisecond back: `from` may mean later than.
    if (last - 1 > from) {
      from = last - 1;
      token = undefined;
      seenTokens.clear();
      continue;
    }
    // A page of one instant: only the token leads on. Mock servers repeat theirs for ever.
    if (seenTokens.has(next) || accounts.size === before) break;
    seenTokens.add(next);
    token = next;
  }
  const body = {
    sales: [...accounts.values()],
    nextStartOfDayAsIso8601: null,
    dataComplete: now.getTime() >= end + COMPLETE_AFTER_MS,
    readByRange: true,
  };
  const kept = await inTurns(keepingFields(body));
  return inTurns(readingSalesDay(body, { kept, whole: JSON.stringify(body) }));
}

function field(sale: unknown, name: string): string | undefined {
  const value =
    typeof sale === 'object' && sale !== null ? (sale as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function closedAt(sale: unknown): number | undefined {
  const time = Date.parse(field(sale, 'timeClosed') ?? '');
  return Number.isNaN(time) ? undefined : time;
}
