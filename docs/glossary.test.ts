import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import de from '../lib/i18n/messages/de.json';
import en from '../lib/i18n/messages/en.json';

type Tree = { [key: string]: string | Tree };
/** Every message by its path. Names of arguments are no words. */
const flat = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string'
      ? [[`${path}${key}`, value.replace(/\{\w+\}/g, '…')]]
      : flat(value, `${path}${key}.`),
  );
const german = new Map(flat(de));
const english = new Map(flat(en));

/** The cells of every table row whose table has this many columns, without head and rule. */
const rowsOf = (columns: number) =>
  readFileSync('docs/glossary.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\| (-|Word |Not )/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter((cells) => cells.length === columns);

const words = rowsOf(6).map(
  ([word = '', meaning = '', screenDe = '', screenEn = '', code = '', wire = '']) => ({
    word,
    meaning,
    screenDe,
    screenEn,
    code,
    wire,
  }),
);
const onScreen = words.filter(({ screenDe, screenEn }) => screenDe !== '–' || screenEn !== '–');
const banned = rowsOf(4).map(([not = '', language = '', say = '']) => ({ not, language, say }));

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** The word itself, from its beginning on, in any case: endings and compounds may follow. */
const using = (word: string) => new RegExp(`(?<!\\p{L})${literal(word)}`, 'iu');
/** The word alone; in any case, unless it is written with a capital. */
const alone = (word: string) =>
  new RegExp(`(?<!\\p{L})${literal(word)}(?!\\p{L})`, /^\p{Lu}/u.test(word) ? 'u' : 'iu');

describe('the glossary', () => {
  it('explains each word once and fills every column', () => {
    expect(words.length).toBeGreaterThan(50);
    expect(words.map(({ word }) => word)).toEqual([...new Set(words.map(({ word }) => word))]);
    for (const word of words) for (const cell of Object.values(word)) expect(cell, word.word).not.toBe('');
  });

  it.each(onScreen)('$word: “$screenDe”, “$screenEn” are what the messages say', ({ screenDe, screenEn }) => {
    const both = [...english].filter(
      ([key, text]) => using(screenEn).test(text) && using(screenDe).test(german.get(key) ?? ''),
    );
    expect(both.length).toBeGreaterThan(0);
  });

  it.each(banned)('“$not” is not said ($language): “$say”', ({ not, language }) => {
    expect(['German', 'English']).toContain(language);
    const messages = language === 'German' ? german : english;
    const found = [...messages]
      .filter(([, text]) => alone(not).test(text))
      .map(([key, text]) => `${key}: ${text}`);
    expect(found).toEqual([]);
  });
});

/** Words that never stand for anything else: where one language has it, the other has its counterpart. */
const ALWAYS: readonly [string, string][] = [
  ['storage unit', 'Lagerort'],
  ['ingredient', 'Zutat'],
  ['business day', 'Geschäftstag'],
  ['standard cost', 'Standard-EK-Preis'],
  ['waste', 'Bruch und Verderb'],
  ['shrinkage', 'Schwund'],
  ['till receipt', 'Bon'],
  ['control total', 'Kontrollsumme'],
  ['book quantit', 'Buchbestand'],
  ['automatic transfer', 'automatische Übertragung'],
  ['revaluation', 'Neubewertung'],
];

it.each(ALWAYS)('“%s” is always “%s” and nothing else is', (inEnglish, inGerman) => {
  const apart = [...english].filter(
    ([key, text]) => using(inEnglish).test(text) !== using(inGerman).test(german.get(key) ?? ''),
  );
  expect(apart.map(([key, text]) => `${key}: ${text} | ${german.get(key)}`)).toEqual([]);
});
