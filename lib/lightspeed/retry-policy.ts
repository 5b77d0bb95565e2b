/*
 * How long a failed call to Lightspeed waits before it is made again (R10); data and token calls have the
 * same pauses and say themselves how often and after what they try again.
 */
export type Wait = (milliseconds: number) => Promise<void>;

const FIRST_PAUSE_MS = 1000;
const MAX_PAUSE_MS = 60_000;

export const sleep: Wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Milliseconds Lightspeed asks for in `Retry-After`, seconds or a date (R10); undefined when it asks for
 * nothing.
 */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (!header) return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Math.min(Number(header) * 1000, MAX_PAUSE_MS);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.min(Math.max(at - now, 0), MAX_PAUSE_MS);
}

/**
 * Before the next try: as long as was asked for, never shorter than the growing wait, so that a 0 or a past
 * date makes no burst (R10).
 */
export const pauseBefore = (attempt: number, asked: number | undefined) =>
  Math.max(asked ?? 0, backoff(attempt));

/** 1, 2, 4, 8 s, half of it random, so that many jobs do not come back together. */
export const backoff = (attempt: number, random = Math.random()) =>
  Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), MAX_PAUSE_MS) * (0.5 + random / 2);
