import { describe, expect, it } from 'vitest';
import de from '@/lib/i18n/messages/de.json';
import en from '@/lib/i18n/messages/en.json';
import { ACCOUNT_TYPES } from '@/lib/lightspeed/account-types';
import { sortWarnings, warningKey } from './day-warnings';

const spoken = (key: string) => [de, en].every((messages) => key in messages.lightspeed.warnings);

describe('what is said of a day', () => {
  it('every documented account type has its sentence and is no warning', () => {
    for (const type of ACCOUNT_TYPES) {
      const code = `account_type_${type.toLowerCase()}`;
      expect(spoken(code), code).toBe(true);
      expect(sortWarnings([code])).toEqual({ warnings: [], notes: [code] });
    }
  });

  it('what deserves a look stays a warning, each once, with its own sentence', () => {
    const codes = ['account A1 is malformed', 'account A2 is malformed', 'line_delivered_differently'];
    const { warnings, notes } = sortWarnings(codes);
    expect([warnings.map(warningKey), notes]).toEqual([
      ['account_malformed', 'line_delivered_differently'],
      [],
    ]);
    expect(warnings.every((code) => spoken(warningKey(code)))).toBe(true);
    expect(warningKey('nextStartOfDayAsIso8601 is missing or malformed')).toBe('start_of_day_missing');
    expect(sortWarnings(['account_type_new_kind']).warnings).toEqual(['account_type_new_kind']);
  });
});
