/*
 * The part of CEL that Inngest's `if` and `match` use: paths, literals, comparisons, logic. Written here: a package for
 * CEL brings a parser kit for a language of which a handful of operators is needed.
 */
type Scope = Record<string, unknown>;
type Evaluate = (scope: Scope) => unknown;

const tokenPattern =
  /\s*(?:(\d+(?:\.\d+)?)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(==|!=|<=|>=|&&|\|\||[<>!()[\].+,-])|([A-Za-z_]\w*))/y;

type Token = { kind: 'number' | 'string' | 'operator' | 'name' | 'end'; text: string };

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  const end = source.trimEnd().length;
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < end) {
    const at = tokenPattern.lastIndex;
    const match = tokenPattern.exec(source);
    if (!match) throw new Error(`Cannot read the expression at ${at}: ${source}`);
    const [, number, string, operator, name] = match;
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (string !== undefined)
      tokens.push({ kind: 'string', text: string.slice(1, -1).replace(/\\(.)/g, '$1') });
    else if (operator !== undefined) tokens.push({ kind: 'operator', text: operator });
    else tokens.push({ kind: 'name', text: name! });
  }
  tokens.push({ kind: 'end', text: '' });
  return tokens;
}

const literals: Record<string, unknown> = { true: true, false: false, null: null };

function member(value: unknown, key: unknown): unknown {
  if (value === null || typeof value !== 'object') return undefined;
  return Object.hasOwn(value, String(key)) ? (value as Scope)[String(key)] : undefined;
}

const compare: Record<string, (a: unknown, b: unknown) => boolean> = {
  // As in CEL's lenient use by Inngest, a missing field equals null.
  '==': (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null),
  '!=': (a, b) => JSON.stringify(a ?? null) !== JSON.stringify(b ?? null),
  '<': (a, b) => typeof a === typeof b && (a as number) < (b as number),
  '<=': (a, b) => typeof a === typeof b && (a as number) <= (b as number),
  '>': (a, b) => typeof a === typeof b && (a as number) > (b as number),
  '>=': (a, b) => typeof a === typeof b && (a as number) >= (b as number),
};

/**
 * Compiles the part of CEL that Inngest functions use: paths, literals, comparisons, `&& || !`, `+`, parentheses and `has(path)`.
 * Throws on anything else, so that an unsupported expression is refused when the app registers and never ignored.
 */
export function compileExpression(source: string): Evaluate {
  const tokens = tokenize(source);
  let at = 0;
  const peek = () => tokens[at]!;
  const take = (text: string) => {
    if (peek().kind !== 'operator' || peek().text !== text) return false;
    at += 1;
    return true;
  };
  const need = (text: string) => {
    if (!take(text)) throw new Error(`Expected "${text}" in the expression: ${source}`);
  };

  function primary(): Evaluate {
    const token = peek();
    at += 1;
    if (token.kind === 'number') return () => Number(token.text);
    if (token.kind === 'string') return () => token.text;
    if (token.kind === 'operator' && token.text === '(') {
      const inner = or();
      need(')');
      return inner;
    }
    if (token.kind === 'name') {
      if (token.text in literals) return () => literals[token.text];
      if (token.text === 'has' && take('(')) {
        const path = postfix();
        need(')');
        return (scope) => path(scope) !== undefined;
      }
      if (token.text === 'event' || token.text === 'async') return (scope) => scope[token.text];
    }
    throw new Error(`Unsupported expression near "${token.text}": ${source}`);
  }
  function postfix(): Evaluate {
    let value = primary();
    for (;;) {
      const target = value;
      if (take('.')) {
        const name = peek();
        if (name.kind !== 'name') throw new Error(`Expected a field name in the expression: ${source}`);
        at += 1;
        value = (scope) => member(target(scope), name.text);
      } else if (take('[')) {
        const key = or();
        need(']');
        value = (scope) => member(target(scope), key(scope));
      } else return value;
    }
  }
  function unary(): Evaluate {
    if (take('!')) {
      const value = unary();
      return (scope) => value(scope) !== true;
    }
    if (take('-')) {
      const value = unary();
      return (scope) => -Number(value(scope));
    }
    return postfix();
  }
  function sum(): Evaluate {
    let left = unary();
    while (take('+')) {
      const [a, b] = [left, unary()];
      left = (scope) => {
        const [x, y] = [a(scope), b(scope)];
        return typeof x === 'number' && typeof y === 'number' ? x + y : `${x ?? ''}${y ?? ''}`;
      };
    }
    return left;
  }
  function comparison(): Evaluate {
    const left = sum();
    const operator = peek().kind === 'operator' ? compare[peek().text] : undefined;
    if (!operator) return left;
    at += 1;
    const right = sum();
    return (scope) => operator(left(scope), right(scope));
  }
  function and(): Evaluate {
    let left = comparison();
    while (take('&&')) {
      const [a, b] = [left, comparison()];
      left = (scope) => a(scope) === true && b(scope) === true;
    }
    return left;
  }
  function or(): Evaluate {
    let left = and();
    while (take('||')) {
      const [a, b] = [left, and()];
      left = (scope) => a(scope) === true || b(scope) === true;
    }
    return left;
  }

  const result = or();
  if (peek().kind !== 'end') throw new Error(`Unsupported expression near "${peek().text}": ${source}`);
  return result;
}
