import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '@/lib/core/error-codes';
import { PROBLEMS } from '@/lib/core/imports/plan';
import { REFUSALS } from '@/lib/core/imports/table';
import de from './messages/de.json';
import en from './messages/en.json';

type Tree = { [key: string]: string | Tree };
const flat = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : flat(value, `${path}${key}.`),
  );
const names = (text: string) => [...text.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1]).sort();

describe('messages', () => {
  it('has a sentence for every error code in both languages (R34)', () => {
    for (const code of Object.keys(ERROR_CODES)) {
      expect((en.errors as Record<string, string>)[code], code).toMatch(/\.$/);
      expect((de.errors as Record<string, string>)[code], code).toMatch(/\.$/);
    }
  });

  it('has a sentence for every problem and every refusal of an import in both languages (R42)', () => {
    for (const { imports } of [de, en]) {
      for (const code of PROBLEMS) expect(imports.problems[code], code).toMatch(/\.$/);
      for (const reason of REFUSALS) expect(imports.refusals[reason], reason).toMatch(/\.$/);
    }
  });

  it('has the same keys and the same arguments in both languages', () => {
    const german = new Map(flat(de));
    const english = flat(en);
    expect([...german.keys()].sort()).toEqual(english.map(([key]) => key).sort());
    for (const [key, text] of english) expect(names(german.get(key) ?? ''), key).toEqual(names(text));
  });
});
