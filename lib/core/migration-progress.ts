export type MigrationStatus = 'pending' | 'running' | 'completed' | 'cancelled' | 'failed';

export function isFinal(status: MigrationStatus): boolean {
  return status === 'completed' || status === 'cancelled' || status === 'failed';
}

/** Only what has not ended can be stopped; it stops before its next day (R30). */
export function canCancel(status: MigrationStatus): boolean {
  return !isFinal(status);
}

/** The end at the pace so far; null before the first day is done (R31). */
export function estimateEnd(progress: {
  startedAt: Date | null;
  now: Date;
  daysDone: number;
  daysTotal: number;
}): Date | null {
  if (progress.startedAt === null || progress.daysDone === 0) return null;
  const spent = progress.now.getTime() - progress.startedAt.getTime();
  const left = (spent / progress.daysDone) * (progress.daysTotal - progress.daysDone);
  return new Date(progress.now.getTime() + left);
}

/** Tries of one day before the migration fails (R30). */
export const MAX_DAY_TRIES = 5;

/** Milliseconds until the day is tried again: 2, 6, 18, 54 s, on top of the gateway's own tries (R10). */
export function dayPauseMs(failures: number): number {
  return 2000 * 3 ** (failures - 1);
}
