import { expect, it } from 'vitest';
import { GROUP_NAMES } from './group-names';
import { categoriesOfGroup, familyOf } from './lexicon';

it.each([
  ['Offenwein', 'wine'],
  ['Bières pression', 'beer'],
  ['SOFTS', 'soft'],
  ['Vorspeisen', 'dish'],
  ['Dolci', 'sweet'],
] as const)('a group named %s sells %s', (group, category) => {
  expect(categoriesOfGroup(group)).toContain(category);
});

it('each row’s categories are known ones, of one family', () => {
  const known = new Set(GROUP_NAMES.flatMap(([, names]) => categoriesOfGroup(names.split(' ')[0] ?? '')));
  for (const [categories] of GROUP_NAMES) {
    const own = categories.split(' ') as Parameters<typeof familyOf>[0][];
    expect(own.every((one) => known.has(one))).toBe(true);
    expect(new Set(own.map(familyOf)).size).toBe(1);
  }
});
