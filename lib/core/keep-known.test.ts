import { expect, it } from 'vitest';
import { keepKnown } from './keep-known';

it('what is sent counts, and nothing is named', () => {
  const answered = { name: 'New', timezone: 'Europe/Zurich' };
  expect(keepKnown(answered, { name: 'Old', timezone: 'UTC' })).toEqual({ values: answered, kept: [] });
});

it('a missing or unusable value never overwrites a known one, and is named (R11)', () => {
  const answered = { name: null, timezone: null, country: null };
  const known = { name: 'Old', timezone: 'UTC', country: null };
  expect(keepKnown(answered, known, { timezone: 'Mars/Base' })).toEqual({
    values: { name: 'Old', timezone: 'UTC', country: null },
    kept: [
      { field: 'name', received: null, used: 'Old' },
      { field: 'timezone', received: 'Mars/Base', used: 'UTC' },
    ],
  });
});

it('what must have a value gets the fallback where none was ever known', () => {
  const answered = { name: null, timezone: null };
  expect(keepKnown(answered, undefined, {}, { timezone: 'UTC' })).toEqual({
    values: { name: null, timezone: 'UTC' },
    kept: [{ field: 'timezone', received: null, used: 'UTC' }],
  });
});
