import { describe, expect, it } from 'vitest';
import { LANGUAGES } from './kinds';
import { answerWord, readAnswer, readUnit, unitWord } from './words';

describe('units in words (R42)', () => {
  it.each([
    ['kg', 'kg'],
    ['Kilo', 'kg'],
    ['Gramm', 'g'],
    ['Liter', 'l'],
    ['litre', 'l'],
    ['Stück', 'piece'],
    ['Stk.', 'piece'],
    ['pcs', 'piece'],
    ['Flaschen', 'bottle'],
    ['Fl.', 'bottle'],
    ['btl', 'bottle'],
  ])('%s', (word, unit) => {
    expect(readUnit(word)).toMatchObject({ unit, times: { n: 1n, d: 1n } });
  });

  it('that are some of one that is kept, portions, and none', () => {
    expect(readUnit('dl')).toMatchObject({ unit: 'cl', times: { n: 10n, d: 1n } });
    expect(readUnit('hl')).toMatchObject({ unit: 'l', times: { n: 100n, d: 1n } });
    expect(readUnit('mg')).toMatchObject({ unit: 'g', times: { n: 1n, d: 1000n } });
    expect(readUnit('Portionen')).toBe('portion');
    expect(readUnit('Sack')).toBeNull();
  });

  it.each(LANGUAGES)('that an export writes are read again: %s', (language) => {
    for (const unit of ['g', 'kg', 'ml', 'cl', 'l', 'piece', 'bottle'] as const)
      expect(readUnit(unitWord(unit, language))).toMatchObject({ unit, times: { n: 1n, d: 1n } });
    expect(readUnit(unitWord('portion', language))).toBe('portion');
  });
});

describe('answers in words (R42)', () => {
  it.each(LANGUAGES)('that an export writes are read again: %s', (language) => {
    for (const answer of ['yes', 'no'] as const)
      expect(readAnswer('adds_back', answerWord('adds_back', answer, language))).toBe(answer);
    for (const answer of ['ingredient', 'recipe'] as const)
      expect(readAnswer('type', answerWord('type', answer, language))).toBe(answer);
    for (const answer of ['mapped', 'ignored', 'unmapped'] as const)
      expect(readAnswer('state', answerWord('state', answer, language))).toBe(answer);
    for (const answer of ['start', 'end'] as const)
      expect(readAnswer('counted_at', answerWord('counted_at', answer, language))).toBe(answer);
  });

  it('are those of their own question only', () => {
    expect(readAnswer('adds_back', 'x')).toBe('yes');
    expect(readAnswer('state', 'x')).toBeNull();
    expect(readAnswer('type', 'GERICHT')).toBe('recipe');
  });
});
