import { describe, expect, it } from 'vitest';
import { Compounds } from './compounds';
import { fold, stem } from './fold';
import { CONCEPTS_OF, EXPRESSIONS } from './lexicon';
import { readName } from './names';

const read = (name: string) => readName(name, new Compounds([]));
const keys = (name: string) => new Set(read(name).spans.map((span) => span.key));
const concept = (word: string) => `c${CONCEPTS_OF.get(fold(word))?.[0]}`;

describe('readName', () => {
  it('parts words at dots and knows what is cut', () => {
    expect(read('Schw.braten Kn.').atoms.map(({ text, isCut }) => [text, isCut])).toEqual([
      ['schw', true],
      ['braten', false],
      ['kn', true],
    ]);
  });

  it.each([
    ["Jus d'orange", 'Orangensaft'],
    ['Jus orange', 'Orangensaft'],
    ['Succo di mela', 'Apfelsaft'],
    ['Milchkaffee', 'Schale'],
    ['Lait entier', 'Milch'],
    ['Pommes frites', 'fries'],
    ['Osso buco', 'ossobuco'],
  ])('%s means what %s means', (name, word) => expect(keys(name)).toContain(concept(word)));

  it('joins neighbours, so that Cordon bleu is Cordonbleu', () => {
    const joined = `w${stem('cordonbleu')}`;
    expect(keys('Cordon bleu')).toContain(joined);
    expect(keys('Cordonbleu')).toContain(joined);
  });

  it('knows initials in capitals and around &', () => {
    expect(read('STP').initials.map(({ text }) => text)).toEqual(['stp']);
    expect(read('G&T').initials.map(({ text }) => text)).toContain('gt');
  });

  it('takes "mit" and "ohne" at the end for gas', () => {
    expect(keys('Valser mit')).toContain(concept('Sprudel'));
    expect(keys('Valser ohne')).toContain(concept('still'));
  });

  it('marks what only comes along', () => {
    const { atoms } = read('Schweinebraten mit Kloß');
    expect(atoms.find(({ text }) => text === 'kloss')?.isBeside).toBe(true);
    expect(atoms[0]?.isBeside).toBe(false);
  });

  it.each(['', ' ', '...', '%', '12', '😀', 'ß', "'", '\u0000', 'a'.repeat(200), '0,5 0,3 1/2 1/4 x6'])(
    'reads %j without falling over',
    (name) => expect(read(name).sizes).toBeDefined(),
  );
});

it('finds every expression by the stem of its first word', () => {
  for (const [key, list] of EXPRESSIONS) for (const { words } of list) expect(words[0]).toBe(key);
});
