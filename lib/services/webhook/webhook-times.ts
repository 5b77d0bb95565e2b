import type { DeliveryDueAt } from '@/db/queries/webhook-deliveries';

const MINUTE_MS = 60_000;
/** An attempt takes ten seconds; after this its process counts as dead. */
const ATTEMPT_MS = 2 * MINUTE_MS;
/** The job server was told and nothing happened for so long: it is told again. */
const TOLD_MS = 2 * MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** A notice is tried for so long; a webhook that took nothing in that time is switched off. */
export const GIVE_UP_MS = 3 * DAY_MS;
/** The secret before signs too for so long. */
export const OVERLAP_MS = DAY_MS;

export const dueAt = (now: Date): DeliveryDueAt & { told: Date } => ({
  now,
  silent: new Date(now.getTime() - ATTEMPT_MS),
  told: new Date(now.getTime() - TOLD_MS),
});

const PAUSES_MIN = [1, 5, 30, 120, 360];
/** After the nth attempt of a row of them. */
export const pauseMs = (attempts: number) => (PAUSES_MIN[attempts - 1] ?? 720) * MINUTE_MS;
