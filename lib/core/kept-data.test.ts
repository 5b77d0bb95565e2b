import { getTableName, isTable } from 'drizzle-orm';
import { expect, it } from 'vitest';
import * as schema from '@/db/schema';
import de from '@/lib/i18n/messages/de.json' with { type: 'json' };
import en from '@/lib/i18n/messages/en.json' with { type: 'json' };
import { KEPT, KEPT_NAMES } from './kept-data';

const tables = Object.values(schema).flatMap((one) => (isTable(one) ? [getTableName(one)] : []));

it('says of every table what is kept there, and of none that does not exist (R50)', () => {
  const told = new Set(KEPT_NAMES.flatMap((name) => [...KEPT[name].tables] as string[]));
  expect(tables.length).toBeGreaterThan(50);
  expect([...told].sort()).toEqual([...tables].sort());
});

it.each(KEPT_NAMES)('%s: what and why is said in both languages', (name) => {
  for (const messages of [de, en])
    expect(messages.privacy.kept[name]).toEqual({ what: expect.any(String), why: expect.any(String) });
});
