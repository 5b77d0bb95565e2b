import { expect, it } from 'vitest';
import { byWeight, usualDelivery } from './notice-kinds';

const foundAt = new Date('2026-03-10');
const of = (kind: string, amount: string | null = null) => ({ kind, amount, foundAt });

it('what stops sales comes first, then the most money, then the most urgent', () => {
  const all = [
    of('count_overdue'),
    of('names_held', '20'),
    of('unmapped_share', '1000.5'),
    of('night_failed'),
  ];
  const newer = { ...of('count_overdue'), foundAt: new Date('2026-03-11') };
  expect([...all, newer, of('consent_needed')].sort(byWeight).map(({ kind }) => kind)).toEqual([
    'consent_needed',
    'night_failed',
    'unmapped_share',
    'names_held',
    'count_overdue',
    'count_overdue',
  ]);
  expect([...all, newer].sort(byWeight).at(-2)).toBe(newer);
});

it('who only reads, or whose role nobody knows, is told nothing by mail', () => {
  expect(usualDelivery('night_failed', 'owner')).toBe('at_once');
  expect(usualDelivery('names_held', 'manager')).toBe('digest');
  expect(usualDelivery('night_failed', 'viewer')).toBe('never');
  expect(usualDelivery('night_failed', 'something')).toBe('never');
});
