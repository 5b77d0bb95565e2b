import { type Exact, exact } from '../quantity';
import type { BaseUnit } from '../units';
import type { Language } from './kinds';
import { headingKey } from './name-key';

/** A unit as a cook writes it: a base unit, and how many of it one is (a decilitre is ten centilitres). */
export interface UnitWord {
  unit: BaseUnit;
  times: Exact;
}
const UNITS: readonly (readonly [words: string, unit: BaseUnit, times?: string])[] = [
  ['kg|kilo|kilos|kilogramm|kilogram|kilograms|kgs', 'kg'],
  ['g|gr|gramm|gram|grams|gramme', 'g'],
  ['mg|milligramm|milligram|milligrams', 'g', '0.001'],
  ['l|lt|ltr|liter|litre|liters|litres', 'l'],
  ['hl|hektoliter|hectolitre|hectoliter', 'l', '100'],
  ['dl|deziliter|decilitre|deciliter|decilitres', 'cl', '10'],
  ['cl|zentiliter|centilitre|centiliter|centilitres', 'cl'],
  ['ml|milliliter|millilitre|millilitres|milliliters', 'ml'],
  [
    'piece|pieces|stueck|stuck|stuecke|stucke|stk|st|stck|pc|pcs|pce|ea|each|unit|units|einheit|einheiten',
    'piece',
  ],
  ['bottle|bottles|flasche|flaschen|fl|btl|btls|bot', 'bottle'],
];
const BY_WORD = new Map(
  UNITS.flatMap(([words, unit, times = '1']) =>
    words.split('|').map((word) => [word.toUpperCase(), { unit, times: exact(times) }] as const),
  ),
);
const PORTIONS = new Set(['PORTION', 'PORTIONS', 'PORTIONEN', 'PORT', 'PTN']);

/** `kg`, `Kilo`, `Stk.`, `Flasche`, `dl`; `portion` for what a recipe is counted in; null: unknown. */
export function readUnit(text: string): UnitWord | 'portion' | null {
  const word = headingKey(text);
  return PORTIONS.has(word) ? 'portion' : (BY_WORD.get(word) ?? null);
}

const WRITTEN: Readonly<Record<Language, Partial<Record<BaseUnit | 'portion', string>>>> = {
  de: { piece: 'Stück', bottle: 'Flasche', portion: 'Portion' },
  en: {},
};
/** The unit as an export writes it. */
export const unitWord = (unit: BaseUnit | 'portion', language: Language) => WRITTEN[language][unit] ?? unit;

/** Words for one of a few answers; the first of each language is what an export writes. */
const ANSWERS = {
  adds_back: { yes: 'ja|yes|j|y|x|1|wahr|true', no: 'nein|no|n|0|falsch|false' },
  type: {
    ingredient: 'Zutat|Ingredient|Artikel|Produkt',
    recipe: 'Rezept|Recipe|Unterrezept|Sub-recipe|Gericht|Dish',
  },
  state: {
    mapped: 'zugeordnet|mapped',
    ignored: 'ignoriert|ignored|kein Bestand|no stock|ignorieren|ignore',
    unmapped: 'nicht zugeordnet|unmapped|offen|open',
  },
  counted_at: {
    start: 'vor dem Verkauf|before the day’s sales|Anfang|Start|Beginn|vorher|before|morgens',
    end: 'nach dem Verkauf|after the day’s sales|Ende|End|nachher|after|abends',
  },
} as const;
type Questions = typeof ANSWERS;
export type Answer<Q extends keyof Questions> = keyof Questions[Q] & string;

const ANSWER_BY_WORD = new Map(
  Object.entries(ANSWERS).map(([question, answers]) => [
    question,
    new Map(
      Object.entries(answers).flatMap(([answer, words]) =>
        (words as string).split('|').map((word) => [headingKey(word), answer] as const),
      ),
    ),
  ]),
);
/** The answer that a word of either language gives; null: none. */
export const readAnswer = <Q extends keyof Questions>(question: Q, text: string): Answer<Q> | null =>
  (ANSWER_BY_WORD.get(question)?.get(headingKey(text)) as Answer<Q> | undefined) ?? null;

/** The answer as an export writes it. */
export function answerWord<Q extends keyof Questions>(
  question: Q,
  answer: Answer<Q>,
  language: Language,
): string {
  const words = (ANSWERS[question] as Readonly<Record<string, string>>)[answer] ?? '';
  return words.split('|')[language === 'de' ? 0 : 1] ?? answer;
}
