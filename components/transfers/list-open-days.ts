import type { LocationRuns } from '@/lib/contracts/nights';

interface OpenDay {
  date: string;
  reason: 'failed' | 'missed' | 'missing';
  error: string | null;
  logId: string | null;
  /** Has a night of its own, which the job server runs again; else the day is transferred by hand. */
  isNight: boolean;
}

/** Days that nothing will bring into the ledger by itself, newest first. */
export function listOpenDays(runs: LocationRuns): OpenDay[] {
  const nights = new Map(
    runs.missed_nights.map((night): [string, OpenDay] => [
      night.date,
      { date: night.date, reason: night.reason, error: night.error_code, logId: night.log_id, isNight: true },
    ]),
  );
  for (const { date, state, log_id } of runs.days) {
    if ((state === 'failed' || state === 'missing') && !nights.has(date)) {
      nights.set(date, { date, reason: state, error: null, logId: log_id, isNight: false });
    }
  }
  return [...nights.values()].sort((a, b) => (a.date < b.date ? 1 : -1));
}
