import { expect, it } from 'vitest';
import { fold } from './fold';
import { CONCEPTS_OF } from './lexicon';
import { GENERAL, RELATED } from './related';

const conceptOf = (word: string) => CONCEPTS_OF.get(fold(word))?.[0] as number;
const nearness = (from: string, to: string) =>
  RELATED.get(conceptOf(from))?.find(({ concept }) => concept === conceptOf(to))?.nearness;

it('what is sold is near what it is made from, a little more than the reverse', () => {
  expect(nearness('Espresso', 'Kaffeebohnen')).toBe(0.8);
  expect(nearness('Kaffeebohnen', 'Espresso')).toBeCloseTo(0.68);
  expect(nearness('Espresso', 'Tee')).toBeUndefined();
});

it('no relation is as near as the same thing, and none is to itself', () => {
  for (const [from, near] of RELATED)
    for (const { concept, nearness: value } of near) {
      expect(value).toBeGreaterThan(0);
      expect(value).toBeLessThan(0.95);
      expect(concept).not.toBe(from);
    }
});

it('words of a kind are general, in every language', () => {
  for (const word of ['Bier', 'birra', 'wine', 'Vin', 'Kaffee'])
    expect(GENERAL.has(conceptOf(word))).toBe(true);
  expect(GENERAL.has(conceptOf('Espresso'))).toBe(false);
});
