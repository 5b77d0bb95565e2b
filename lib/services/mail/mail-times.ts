import type { MailDueAt } from '@/db/queries/mails';

const MINUTE_MS = 60_000;
/** An attempt takes less, connection and time-outs included; after it the process counts as dead. */
const ATTEMPT_MS = 5 * MINUTE_MS;
/** The job server was told and nothing happened for so long: it is told again. */
const TOLD_MS = 2 * MINUTE_MS;
/** Mail that says no other time is of no use after so long. */
export const GIVE_UP_MS = 24 * 60 * MINUTE_MS;

export const dueAt = (now: Date): MailDueAt & { told: Date } => ({
  now,
  silent: new Date(now.getTime() - ATTEMPT_MS),
  told: new Date(now.getTime() - TOLD_MS),
});

const PAUSES_MIN = [1, 5, 15, 60, 180];
/** After the nth attempt. */
export const pauseMs = (attempts: number) => (PAUSES_MIN[attempts - 1] ?? 360) * MINUTE_MS;
