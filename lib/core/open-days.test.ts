import { expect, it } from 'vitest';
import { listOpenDays } from './open-days';

const night = (date: string, reason: 'missed' | 'failed', error_code: string | null = null) => ({
  date,
  reason,
  error_code,
  log_id: null,
});

it('names a day once, newest first; a night of its own says more than its missing cell', () => {
  const open = listOpenDays(
    [night('2026-03-10', 'missed'), night('2026-03-12', 'failed', 'lightspeed_api_error')],
    [
      { date: '2026-03-13', state: 'transferred', log_id: 'log' },
      { date: '2026-03-12', state: 'failed', log_id: 'log' },
      { date: '2026-03-11', state: 'missing', log_id: null },
      { date: '2026-03-10', state: 'missing', log_id: null },
    ],
  );
  expect(open.map(({ date, reason, is_nightly }) => [date, reason, is_nightly])).toEqual([
    ['2026-03-12', 'failed', true],
    ['2026-03-11', 'missing', false],
    ['2026-03-10', 'missed', true],
  ]);
  expect(open[0]?.error_code).toBe('lightspeed_api_error');
});

it('leaves alone what is in the ledger, empty, incomplete or on its way', () => {
  const states = ['transferred', 'no_data', 'incomplete', 'waiting'] as const;
  const days = states.map((state, index) => ({ date: `2026-03-1${index}`, state, log_id: null }));
  expect(listOpenDays([], days)).toEqual([]);
});
