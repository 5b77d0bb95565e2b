import type { Steps } from '@/lib/core/steps';
import { isEscaped, storableText } from './json-text';

/**
 * Values of one answer: more would take more memory than a process has. A day of 64 MB as Lightspeed writes
 * it has some two million.
 */
const MAX_VALUES = 4_000_000;
const VALUES_A_STEP = 1000;

const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const WORDS: Readonly<Record<string, unknown>> = { true: true, false: false, null: null };
/** What a string as it stands is not: escaped, or no JSON. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const UNREAD = /[\\\u0000-\u001f]/;

/** Thrown for an answer that no memory would hold. */
export class TooManyValues extends Error {}

type Open = { list: unknown[] } | { fields: Record<string, unknown>; name: string };

/**
 * The same as parseJsonKeepingNumbers, in steps: for answers so long that the language's own reader, which
 * cannot be interrupted, would keep everybody waiting. Throws SyntaxError on what is not JSON, and
 * TooManyValues.
 */
export function* readingJson(text: string): Steps<unknown> {
  const open: Open[] = [];
  let at = behindBlanks(text, 0);
  for (let count = 1; ; count++) {
    if (count > MAX_VALUES) throw new TooManyValues();
    if (count % VALUES_A_STEP === 0) yield;
    let value: unknown;
    const sign = text[at];
    if (sign === '[' || sign === '{') {
      at = behindBlanks(text, at + 1);
      const isEmpty = text[at] === (sign === '[' ? ']' : '}');
      if (!isEmpty && sign === '[') {
        open.push({ list: [] });
        continue;
      }
      if (!isEmpty) {
        const key = readKey(text, at);
        open.push({ fields: {}, name: key.value });
        at = key.end;
        continue;
      }
      value = sign === '[' ? [] : {};
      at++;
    } else {
      const read = sign === '"' ? readString(text, at) : readWord(text, at);
      value = read.value;
      at = read.end;
    }
    // The value may end what it stands in, and that what it stands in.
    for (;;) {
      const parent = open.at(-1);
      at = behindBlanks(text, at);
      if (!parent) {
        if (at < text.length) throw unexpected(at);
        return value;
      }
      put(parent, value);
      const next = text[at];
      if (next === ',') {
        at = behindBlanks(text, at + 1);
        if ('fields' in parent) {
          const key = readKey(text, at);
          parent.name = key.value;
          at = key.end;
        }
        break;
      }
      if (next !== ('list' in parent ? ']' : '}')) throw unexpected(at);
      value = 'list' in parent ? parent.list : parent.fields;
      open.pop();
      at++;
    }
  }
}

const unexpected = (at: number) => new SyntaxError(`no JSON at position ${at}`);

function put(parent: Open, value: unknown): void {
  if ('list' in parent) parent.list.push(value);
  else if (parent.name !== '__proto__') parent.fields[parent.name] = value;
  else {
    const own = { value, enumerable: true, configurable: true, writable: true };
    Object.defineProperty(parent.fields, parent.name, own);
  }
}

function behindBlanks(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at++;
  }
}

function readKey(text: string, at: number): { value: string; end: number } {
  if (text[at] !== '"') throw unexpected(at);
  const { value, end } = readString(text, at);
  const colon = behindBlanks(text, end);
  if (text[colon] !== ':') throw unexpected(colon);
  return { value, end: behindBlanks(text, colon + 1) };
}

function readString(text: string, start: number): { value: string; end: number } {
  let quote = text.indexOf('"', start + 1);
  while (quote !== -1 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  if (quote === -1) throw unexpected(start);
  const inner = text.slice(start + 1, quote);
  const value = UNREAD.test(inner) ? storableText(JSON.parse(text.slice(start, quote + 1)) as string) : inner;
  return { value, end: quote + 1 };
}

function readWord(text: string, at: number): { value: unknown; end: number } {
  WORD.lastIndex = at;
  const word = WORD.exec(text)?.[0];
  const end = at + (word?.length ?? 0);
  if (word === undefined || /[\w.+-]/.test(text[end] ?? '')) throw unexpected(at);
  return { value: word in WORDS ? WORDS[word] : word, end };
}
