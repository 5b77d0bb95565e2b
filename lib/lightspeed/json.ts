import { isEscaped, storableText } from './json-text';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const [QUOTE, MINUS, ZERO, NINE] = [0x22, 0x2d, 0x30, 0x39];

/**
 * Escapes that may stand for what a database text cannot hold; what is no escape is well-formed, because
 * UTF-8 is.
 */
const SUSPECT = /\\u(?:0000|d[89a-f])/i;

/** Every text of the value as the database can hold it. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, storable(inner)]));
}

/**
 * Reads JSON with every number kept as its text (R9): `{"id": 9007199254740993}` becomes
 * `{id: '9007199254740993'}`. Walks tokens so that digits inside strings stay untouched. Its texts can be
 * stored as they are (R21). Throws SyntaxError on anything that is not JSON. Written here for speed: it
 * quotes the numbers and leaves the parsing to JSON.parse, where packages parse in JavaScript. From Node 22
 * on JSON.parse itself can hand a reviver the text of a number (`context.source`).
 */
export function parseJsonKeepingNumbers(text: string): unknown {
  const parts: string[] = [];
  let copied = 0;
  let i = 0;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      i = endOfString(text, i);
    } else if (code === MINUS || (code >= ZERO && code <= NINE)) {
      NUMBER.lastIndex = i;
      const match = NUMBER.exec(text);
      const number = match?.[0];
      if (!number || /[\w.+-]/.test(text[i + number.length] ?? '')) {
        throw new SyntaxError(`a malformed number at position ${i}`);
      }
      parts.push(text.slice(copied, i), '"', number, '"');
      i += number.length;
      copied = i;
    } else {
      i++;
    }
  }
  parts.push(text.slice(copied));
  const value: unknown = JSON.parse(parts.join(''));
  return SUSPECT.test(text) ? storable(value) : value;
}

/** The place behind the string that begins at `start`; the text's end where none ends. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end + 1;
}
