import { describe, expect, it } from 'vitest';
import { FIELDS, IMPORT_KINDS, KIND_NAMES, LANGUAGES } from './kinds';
import { headingKey } from './name-key';

const each = IMPORT_KINDS.flatMap((kind) => LANGUAGES.map((language) => [kind, language] as const));

describe('what can be imported (R42)', () => {
  it.each(each)('%s in %s: every heading an export writes is another one', (kind, language) => {
    const own = FIELDS[kind].map(({ headings }) => headingKey(headings[language][0] ?? ''));
    expect(own).not.toContain('');
    expect(new Set(own).size).toBe(own.length);
  });

  it('has a name of its own in each language', () => {
    for (const language of LANGUAGES)
      expect(new Set(IMPORT_KINDS.map((kind) => KIND_NAMES[kind][language])).size).toBe(IMPORT_KINDS.length);
  });
});
