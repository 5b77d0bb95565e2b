import { expect, it } from 'vitest';
import { Compounds } from './compounds';
import { fold } from './fold';

const compounds = new Compounds(['schaufele', 'semmel', 'zipfel']);
const parts = (word: string) => compounds.parts(fold(word.replace('.', '')), word.endsWith('.'));

it.each([
  ['Schweinebraten', ['schwein', 'braten']],
  ['Jägerschnitzel', ['jager', 'schnitzel']],
  ['Jägerschni.', ['jager', 'schni']],
  ['Rahmschni', ['rahm', 'schni']],
  ['Kartoffelsalat', ['kartoffel', 'salat']],
  ['Leberknödelsuppe', ['leberknodel', 'suppe']],
  ['Bratwurstsemmel', ['bratwurst', 'semmel']],
  ['Rehragout', ['reh', 'ragout']],
])('%s is %j', (word, expected) =>
  expect(parts(word).map((part) => part.replace(/e$/, ''))).toEqual(
    expected.map((part) => part.replace(/e$/, '')),
  ),
);

it.each(['Cola', 'Carbonara', 'Margherita', 'Jägermeister', 'Espresso', 'Erdinger', '1664', 'Calamari'])(
  'leaves %s whole',
  (word) => expect(parts(word)).toEqual([fold(word)]),
);
