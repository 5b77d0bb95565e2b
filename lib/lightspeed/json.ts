const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * Reads JSON with every number kept as its text (R9): `{"id": 9007199254740993}` becomes `{id: '9007199254740993'}`.
 * Walks tokens so that digits inside strings stay untouched. Throws SyntaxError on anything that is not JSON.
 */
export function parseJsonKeepingNumbers(text: string): unknown {
  const parts: string[] = [];
  let copied = 0;
  let i = 0;
  while (i < text.length) {
    const char = text[i] as string;
    if (char === '"') {
      i++;
      while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
      i++;
    } else if (char === '-' || (char >= '0' && char <= '9')) {
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
  return JSON.parse(parts.join(''));
}
