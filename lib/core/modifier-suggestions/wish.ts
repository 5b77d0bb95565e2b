import { fold } from '../suggestions/fold';
import { LINKS, wordsIn } from '../suggestions/lexicon';
import { NO_STOCK_WORDS, WITHOUT } from '../suggestions/no-stock-words';
import { readSizes, SIZE_WORDS } from '../suggestions/sizes';
import type { BaseUnit } from '../units';

/** What the name of a modifier asks for, before it is known of what. `what` and the like are words. */
export type Wish =
  | { kind: 'without' | 'less' | 'extra' | 'plain'; what: string }
  | { kind: 'instead'; choices: readonly { old: string; other: string }[] }
  | { kind: 'size'; factor: string; word: string }
  | { kind: 'measure'; quantity: string; unit: BaseUnit }
  | { kind: 'note'; word: string };

const listed = (words: string) => new Set(words.split(' ').map(fold));
const LESS = listed('wenig weniger peu moins less light meno poco');
const MORE = listed('extra mehr zusatz zusätzlich plus add more supplement supplément supp aggiunta');
const INSTEAD = listed('statt anstatt anstelle instead lieu invece place stead');
/** Beside those: au lieu de, in place of, an Stelle von. */
const AROUND_INSTEAD = listed('au an in stelle al posto');
const LEFT_OUT = listed('weg raus weglassen');
/** "w/o", "o." before a word, and a leading plus. */
const SHORT = /(?<![\p{L}\d])(?:w\/o|o\.|s\/)\s*(?=\p{L})/giu;

/** Takes the name of a modifier apart, in four languages. */
export function readWish(name: string): Wish {
  const words = wordsIn(fold(name.replace(SHORT, 'ohne ')));
  const instead = readInstead(words);
  if (instead) return instead;
  const [first = ''] = words;
  const rest = words.slice(1).join(' ');
  const note = noteIn(words);
  if (WITHOUT.has(first) && rest !== '') return { kind: 'without', what: rest };
  if (LEFT_OUT.has(words.at(-1) ?? '') && words.length > 1)
    return { kind: 'without', what: words.slice(0, -1).join(' ') };
  if (note !== null) return { kind: 'note', word: note };
  if (LESS.has(first) && rest !== '') return { kind: 'less', what: rest };
  if (MORE.has(first) && rest !== '') return { kind: 'extra', what: rest };
  if (MORE.has(words.at(-1) ?? '') && words.length > 1)
    return { kind: 'extra', what: words.slice(0, -1).join(' ') };
  const size = readSize(name, words);
  if (size) return size;
  if (isDouble(first)) return { kind: 'extra', what: rest };
  return name.trim().startsWith('+') || isBeside(first)
    ? { kind: 'extra', what: words.filter((word) => !LINKS.has(word)).join(' ') }
    : { kind: 'plain', what: words.join(' ') };
}

const isBeside = (word: string) => ['mit', 'avec', 'con', 'with'].includes(word);
const isDouble = (word: string): boolean => {
  const size = SIZE_WORDS.get(word);
  return size !== undefined && 'vessel' in size && size.vessel === 'double';
};

/** Salad instead of fries; or "statt Pommes Salat", whose words may part in several places. */
function readInstead(words: readonly string[]): Wish | null {
  const at = words.findIndex((word) => INSTEAD.has(word));
  if (at < 0) return null;
  const clean = (some: readonly string[]) =>
    some.filter((word) => !LINKS.has(word) && !AROUND_INSTEAD.has(word));
  const [before, after] = [clean(words.slice(0, at)), clean(words.slice(at + 1))];
  if (before.length > 0 && after.length > 0) {
    return { kind: 'instead', choices: [{ old: after.join(' '), other: before.join(' ') }] };
  }
  if (after.length < 2) return null;
  const choices = after
    .slice(1)
    .map((_, n) => ({ old: after.slice(0, n + 1).join(' '), other: after.slice(n + 1).join(' ') }));
  return { kind: 'instead', choices };
}

/** A word that says how it is made or served, with no thing beside it. */
function noteIn(words: readonly string[]): string | null {
  const isNote = (word: string) => (NO_STOCK_WORDS.get(word) ?? 0) >= 2;
  const said = words.find(isNote) ?? (isNote(words.join(' ')) ? words.join(' ') : undefined);
  const others = words.filter((word) => word !== said && !LINKS.has(word) && !MORE.has(word));
  return said !== undefined && (others.length <= 1 || said.includes(' ')) ? said : null;
}

/** A size and nothing else: double, large, 5 dl. What large and small are, only the kitchen knows. */
function readSize(name: string, words: readonly string[]): Wish | null {
  const { rest, sizes } = readSizes(name);
  const left = wordsIn(rest).filter(
    (word) => !SIZE_WORDS.has(word) && !LINKS.has(word) && !word.startsWith('portion'),
  );
  if (left.length > 0) return null;
  const { measure } = sizes;
  if (measure) return { kind: 'measure', quantity: measure.quantity, unit: measure.unit };
  const word = words.find((one) => SIZE_WORDS.has(one)) ?? '';
  const said = SIZE_WORDS.get(word);
  if (!said) return sizes.fraction === 'half' ? { kind: 'size', factor: '0.5', word: words.join(' ') } : null;
  if ('vessel' in said) return said.vessel === 'double' ? { kind: 'size', factor: '2', word } : null;
  if ('portion' in said) return { kind: 'size', factor: said.portion === 'large' ? '1.5' : '0.7', word };
  if ('fraction' in said && said.fraction === 'half') return { kind: 'size', factor: '0.5', word };
  return null;
}
