import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  addDays,
  businessDayAt,
  businessDayBounds,
  daysBackFrom,
  learnStartOfDay,
  parseTransferDate,
} from './business-day';

describe('business days (R27, R33)', () => {
  const zurich = { zone: 'Europe/Zurich', startOfDayMinutes: 300 };
  it('02:00 belongs to the evening before', () => {
    expect(businessDayAt('2026-03-15T02:00:00+01:00', zurich)).toBe('2026-03-14');
    expect(businessDayAt('2026-03-15T05:00:00+01:00', zurich)).toBe('2026-03-15');
  });
  it('knows days of 23 and 25 hours', () => {
    const hours = (day: string) => {
      const { start, end } = businessDayBounds(day, zurich);
      return (end.getTime() - start.getTime()) / 3_600_000;
    };
    expect([hours('2026-03-28'), hours('2026-10-24'), hours('2026-06-01')]).toEqual([23, 25, 24]);
  });
  it('days follow each other without gap or overlap in every zone', () => {
    const zones = fc.constantFrom(
      'Pacific/Auckland',
      'Pacific/Honolulu',
      'Europe/Lisbon',
      'America/Sao_Paulo',
      'Australia/Lord_Howe',
    );
    fc.assert(
      fc.property(
        zones,
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: 0, max: 800 }),
        (zone, startOfDayMinutes, offset) => {
          const rule = { zone, startOfDayMinutes };
          const day = addDays('2025-01-01', offset);
          const { start, end } = businessDayBounds(day, rule);
          expect(businessDayBounds(addDays(day, 1), rule).start).toEqual(end);
          expect(businessDayAt(start, rule)).toBe(day);
          expect(businessDayAt(new Date(end.getTime() - 1), rule)).toBe(day);
        },
      ),
    );
  });
  it('learns the start of day, and counts ninety days back', () => {
    expect(learnStartOfDay('2026-03-15T05:30:00+01:00', 'Europe/Zurich')).toBe(330);
    expect(daysBackFrom('2026-03-02', 3)).toEqual(['2026-03-02', '2026-03-01', '2026-02-28']);
  });
  test.each([
    ['2026-03-14', '2026-03-14'],
    ['20260314', '2026-03-14'],
    ['14.03.2026', '2026-03-14'],
    ['2026-03-15T01:30:00+01:00', '2026-03-14'],
    [undefined, 'date_required'],
    ['  ', 'date_required'],
    ['2026-02-30', 'invalid_date_format'],
    ['14/03/2026', 'invalid_date_format'],
    ['0000-01-01', 'invalid_date_format'],
    ['0202-03-01', 'invalid_date_format'],
    ['1999-12-31', 'invalid_date_format'],
    ['0000-01-01T00:00:00Z', 'invalid_date_format'],
    ['9999-12-31T23:59:59-12:00', 'invalid_date_format'],
    ['2026-03-17', 'invalid_date_format'],
    [20260314, 'invalid_date_format'],
  ])('reads %s as %s', (value, expected) => {
    const parsed = parseTransferDate(value, { ...zurich, now: new Date('2026-03-16T12:00:00Z') });
    expect(parsed.ok ? parsed.day : parsed.code).toBe(expected);
  });
});
