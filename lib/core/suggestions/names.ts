import type { Compounds } from './compounds';
import { isDiminutive, stem } from './fold';
import { CONCEPTS_OF, CONCEPTS_OF_STEM, DESCRIPTIONS, EXPRESSIONS, LINKS, wordsIn } from './lexicon';
import { readSizes, SIZE_WORDS, type Sizes, wordMeasure } from './sizes';

type Role = 'word' | 'describing' | 'size' | 'link' | 'number';

/** A word of a name, or a part of a compound. */
export interface Atom {
  text: string;
  isCut: boolean;
  role: Role;
  concepts: readonly number[];
  /** Which describing word it is: vom Fass and draught are one. */
  description: number | null;
  /** Behind "mit", "con", "avec": seldom what the thing is. */
  isBeside: boolean;
}

/** Atoms `from` up to and without `to` that together mean one thing, or are one word when joined. */
interface Span {
  key: string;
  /** What it means; null for a word as it is written. */
  concept: number | null;
  from: number;
  to: number;
}

/** A name taken apart. */
export interface Name {
  atoms: readonly Atom[];
  spans: readonly Span[];
  sizes: Sizes;
  /** Short words in capitals, and single letters joined by &: STP, G&T. */
  initials: readonly { text: string; atom: number }[];
}

interface Token {
  text: string;
  isCut: boolean;
  isCapital: boolean;
}

const BESIDE = new Set(['mit', 'con', 'avec', 'with', 'm', 'w']);

function tokensOf(name: string, rest: string): Token[] {
  const capitals = new Set(
    (name.match(/(?<!\p{L})\p{Lu}{2,4}(?!\p{L})/gu) ?? []).map((word) => word.toLowerCase()),
  );
  const isShouted = name === name.toUpperCase();
  const dotted = new Set([...rest.matchAll(/([\p{L}]+)\./gu)].map((match) => match[1] ?? ''));
  return wordsIn(rest).map((text) => ({
    text,
    isCut: dotted.has(text),
    isCapital: !isShouted && capitals.has(text),
  }));
}

const conceptsOf = (text: string) =>
  CONCEPTS_OF.get(text) ?? (text.length >= 4 ? (CONCEPTS_OF_STEM.get(stem(text)) ?? []) : []);

function roleOf(text: string): Role {
  if (/^\d+$/.test(text)) return 'number';
  if (LINKS.has(text)) return 'link';
  if (SIZE_WORDS.has(text)) return 'size';
  return DESCRIPTIONS.has(text) ? 'describing' : 'word';
}

/** Takes a name apart: sizes, words, parts of compounds, and the expressions of several words in it. */
export function readName(name: string, compounds: Compounds): Name {
  const { rest: sized, sizes } = readSizes(name);
  // Valser mit, acqua senza: gas is meant.
  const rest = sized
    .replace(/(?<=\p{L}\s+)(mit|avec|con)\s*$/u, 'mitgas')
    .replace(/(?<=\p{L}\s+)(ohne|sans|senza)\s*$/u, 'ohnegas');
  const tokens = tokensOf(name, rest);
  const atoms: Atom[] = [];
  const spans: Span[] = [];
  const initials: { text: string; atom: number }[] = [];
  const starts: number[] = [];
  let isBeside = false;
  for (const token of tokens) {
    starts.push(atoms.length);
    const role = roleOf(token.text);
    if (BESIDE.has(token.text) && atoms.length > 0) isBeside = true;
    if (token.isCapital || /^[a-z]{2,4}$/.test(token.text))
      initials.push({ text: token.text, atom: atoms.length });
    const parts = role === 'word' ? compounds.parts(token.text, token.isCut) : [token.text];
    const from = atoms.length;
    parts.forEach((text, index) => {
      const isCut = token.isCut && index === parts.length - 1;
      atoms.push({
        text,
        isCut,
        isBeside,
        role: parts.length === 1 ? role : 'word',
        concepts: conceptsOf(text),
        description: DESCRIPTIONS.get(text) ?? null,
      });
    });
    if (role === 'link') continue;
    for (const concept of conceptsOf(token.text))
      spans.push({ key: `c${concept}`, concept, from, to: atoms.length });
    const size = isDiminutive(token.text) ? 's' : 'w';
    spans.push({ key: `${size}${stem(token.text)}`, concept: null, from, to: atoms.length });
  }
  starts.push(atoms.length);
  addExpressions(tokens, starts, spans);
  addJoins(tokens, starts, spans, initials, name);
  readWords(atoms, spans, sizes);
  return { atoms, spans, sizes, initials };
}

function addExpressions(tokens: readonly Token[], starts: readonly number[], spans: Span[]): void {
  tokens.forEach((token, index) => {
    for (const { words, concept } of EXPRESSIONS.get(stem(token.text)) ?? []) {
      // Linking words may be left out or put in: jus d'orange, jus orange.
      let at = index;
      let isWhole = true;
      for (const word of words) {
        while (
          at > index &&
          at < tokens.length &&
          stem(tokens[at]?.text ?? '') !== word &&
          LINKS.has(tokens[at]?.text ?? '')
        )
          at++;
        if (at >= tokens.length || stem(tokens[at]?.text ?? '') !== word) {
          isWhole = false;
          break;
        }
        at++;
      }
      if (isWhole) spans.push({ key: `c${concept}`, concept, from: starts[index] ?? 0, to: starts[at] ?? 0 });
    }
  });
}

/** Osso buco is ossobuco; G&T is initials. */
function addJoins(
  tokens: readonly Token[],
  starts: readonly number[],
  spans: Span[],
  initials: { text: string; atom: number }[],
  name: string,
): void {
  for (let index = 0; index + 1 < tokens.length; index++) {
    const [one, two] = [tokens[index], tokens[index + 1]];
    if (!one || !two || one.isCut || LINKS.has(one.text)) continue;
    const joined = one.text + two.text;
    spans.push({
      key: `w${stem(joined)}`,
      concept: null,
      from: starts[index] ?? 0,
      to: starts[index + 2] ?? 0,
    });
    for (const concept of conceptsOf(joined)) {
      spans.push({ key: `c${concept}`, concept, from: starts[index] ?? 0, to: starts[index + 2] ?? 0 });
    }
  }
  if (/^\s*\p{L}\s*[&+]\s*\p{L}\s*$/u.test(name)) {
    initials.push({ text: tokens.map((token) => token.text).join(''), atom: 0 });
  }
}

/** Vessels, portions and counts said by words and bare numbers. */
function readWords(atoms: Atom[], spans: readonly Span[], sizes: Sizes): void {
  const isInExpression = (index: number) =>
    spans.some(
      (span) => span.concept !== null && span.from <= index && index < span.to && span.to - span.from > 1,
    );
  atoms.forEach((atom, index) => {
    const isSize = atom.role === 'size' || (atom.role === 'describing' && SIZE_WORDS.has(atom.text));
    const said = isSize ? SIZE_WORDS.get(atom.text) : undefined;
    if (said === undefined) return;
    const isDouble = 'vessel' in said && said.vessel === 'double';
    if (isInExpression(index) && !isDouble) return;
    if ('vessel' in said) sizes.vessel ??= said.vessel;
    else if ('portion' in said) sizes.portion ??= said.portion;
    else if ('fraction' in said) sizes.fraction ??= said.fraction;
    else if ('count' in said) {
      sizes.count ??= said.count;
      sizes.isCountMarked = true;
    } else sizes.measure ??= wordMeasure(said);
  });
  if (sizes.fraction === 'half' && sizes.measure?.litres === 1)
    sizes.measure = wordMeasure({ litres: '0.5', unit: 'l' });
  if (sizes.count !== null) return;
  const numbers = atoms.flatMap((atom, index) =>
    atom.role === 'number' && !isInExpression(index) ? [index] : [],
  );
  const [at] = numbers;
  if (numbers.length !== 1 || at === undefined) return;
  const value = Number(atoms[at]?.text);
  if (value >= 1 && value <= 24 && (at === 0 || at === atoms.length - 1)) sizes.count = value;
}
