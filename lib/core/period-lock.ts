import { addDays } from './business-day';

/** The day a movement is dated: its own, or the first open one where that is locked. */
export function postingDate(day: string, lockedUntil: string | null): string {
  return isLocked(day, lockedUntil) ? firstOpenDay(lockedUntil as string) : day;
}

export function isLocked(day: string, lockedUntil: string | null): boolean {
  return lockedUntil !== null && day <= lockedUntil;
}

export function firstOpenDay(lockedUntil: string): string {
  return addDays(lockedUntil, 1);
}
