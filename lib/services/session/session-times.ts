import type { LiveAt } from '@/db/queries/sessions';

const DAY_MS = 24 * 60 * 60_000;
/** It ends after so long, however often it is used. */
export const SESSION_MS = 30 * DAY_MS;
/** And earlier when nobody used it for so long. */
const IDLE_MS = 14 * DAY_MS;
/** How late "last seen" may be: a session is not written at each request. */
export const SEEN_EVERY_MS = 10 * 60_000;

export const liveAt = (now: Date): LiveAt => ({ now, idleSince: new Date(now.getTime() - IDLE_MS) });
