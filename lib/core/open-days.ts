/** A nightly transfer that was left out or failed, and is offered to a person. */
export interface OpenNight {
  date: string;
  reason: 'missed' | 'failed';
  error_code: string | null;
  log_id: string | null;
}
/** What became of an ended business day. */
export interface EndedDay {
  date: string;
  state: 'transferred' | 'no_data' | 'incomplete' | 'failed' | 'waiting' | 'missing';
  log_id: string | null;
}
export interface OpenDay {
  date: string;
  reason: 'failed' | 'missed' | 'missing';
  error_code: string | null;
  log_id: string | null;
  /** Its nightly transfer is there to be run again; else the day is transferred by hand. */
  is_nightly: boolean;
}

/** Days that nothing will bring into the ledger by itself, newest first (R32). */
export function listOpenDays(nights: readonly OpenNight[], days: readonly EndedDay[]): OpenDay[] {
  const open = new Map(
    nights.map(({ date, reason, error_code, log_id }): [string, OpenDay] => [
      date,
      { date, reason, error_code, log_id, is_nightly: true },
    ]),
  );
  for (const { date, state, log_id } of days) {
    if ((state === 'failed' || state === 'missing') && !open.has(date)) {
      open.set(date, { date, reason: state, error_code: null, log_id, is_nightly: false });
    }
  }
  return [...open.values()].sort((a, b) => (a.date < b.date ? 1 : -1));
}
