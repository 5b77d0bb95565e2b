import { expect, it } from 'vitest';
import type { LocationRuns } from '@/lib/contracts/nights';
import { listOpenDays } from './list-open-days';

const id = '00000000-0000-4000-8000-000000000000';
const runs = (change: Partial<LocationRuns>): LocationRuns => ({
  location_id: id,
  location_name: 'Lakeside',
  timezone: 'Europe/Zurich',
  is_activated: true,
  auto_transfer_paused: false,
  paused_since: null,
  is_linked: true,
  migration: null,
  next_night: null,
  missed_nights: [],
  days: [],
  ...change,
});
const night = (date: string, reason: 'missed' | 'failed', error_code: string | null = null) => ({
  id,
  location_id: id,
  date,
  reason,
  error_code,
  due_at: `${date}T05:00:00.000Z`,
  log_id: null,
});

it('names a day once, newest first; a night of its own says more than its missing cell', () => {
  const open = listOpenDays(
    runs({
      missed_nights: [night('2026-03-10', 'missed'), night('2026-03-12', 'failed', 'lightspeed_api_error')],
      days: [
        { date: '2026-03-13', state: 'transferred', log_id: id },
        { date: '2026-03-12', state: 'failed', log_id: id },
        { date: '2026-03-11', state: 'missing', log_id: null },
        { date: '2026-03-10', state: 'missing', log_id: null },
      ],
    }),
  );
  expect(open.map(({ date, reason, isNight }) => [date, reason, isNight])).toEqual([
    ['2026-03-12', 'failed', true],
    ['2026-03-11', 'missing', false],
    ['2026-03-10', 'missed', true],
  ]);
  expect(open[0]?.error).toBe('lightspeed_api_error');
});

it('leaves alone what is in the ledger, empty, incomplete or on its way', () => {
  const states = ['transferred', 'no_data', 'incomplete', 'waiting'] as const;
  const days = states.map((state, index) => ({ date: `2026-03-1${index}`, state, log_id: null }));
  expect(listOpenDays(runs({ days }))).toEqual([]);
});
