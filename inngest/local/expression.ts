/*
 * The part of CEL that Inngest's `if` and `match` use: paths, literals, comparisons, logic. Written here: a
 * package for CEL brings a parser kit for a language of which a handful of operators is needed.
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
 * Compiles the part of CEL that Inngest functions use: paths, literals, comparisons, `&& || !`, `+`,
 * parentheses and `has(path)`. Throws on anything else, so that an unsupported expression is refused when the
 * app registers and never ignored.
 */
export function compileExpression(source: string): Evaluate {
  return new Parser(source).parse();
}

/** Recursive descent: one method a level of precedence, the loosest first. */
class Parser {
  private readonly source: string;
  private readonly tokens: Token[];
  private at = 0;

  constructor(source: string) {
    this.source = source;
    this.tokens = tokenize(source);
  }

  parse(): Evaluate {
    const result = this.or();
    if (this.peek().kind !== 'end') throw this.unsupported(this.peek());
    return result;
  }

  private or(): Evaluate {
    let left = this.and();
    while (this.take('||')) {
      const [a, b] = [left, this.and()];
      left = (scope) => a(scope) === true || b(scope) === true;
    }
    return left;
  }

  private and(): Evaluate {
    let left = this.comparison();
    while (this.take('&&')) {
      const [a, b] = [left, this.comparison()];
      left = (scope) => a(scope) === true && b(scope) === true;
    }
    return left;
  }

  private comparison(): Evaluate {
    const left = this.sum();
    const operator = this.peek().kind === 'operator' ? compare[this.peek().text] : undefined;
    if (!operator) return left;
    this.at += 1;
    const right = this.sum();
    return (scope) => operator(left(scope), right(scope));
  }

  private sum(): Evaluate {
    let left = this.unary();
    while (this.take('+')) {
      const [a, b] = [left, this.unary()];
      left = (scope) => {
        const [x, y] = [a(scope), b(scope)];
        return typeof x === 'number' && typeof y === 'number' ? x + y : `${x ?? ''}${y ?? ''}`;
      };
    }
    return left;
  }

  private unary(): Evaluate {
    if (this.take('!')) {
      const value = this.unary();
      return (scope) => value(scope) !== true;
    }
    if (this.take('-')) {
      const value = this.unary();
      return (scope) => -Number(value(scope));
    }
    return this.postfix();
  }

  private postfix(): Evaluate {
    let value = this.primary();
    for (;;) {
      const target = value;
      if (this.take('.')) {
        const name = this.peek();
        if (name.kind !== 'name') throw new Error(`Expected a field name in the expression: ${this.source}`);
        this.at += 1;
        value = (scope) => member(target(scope), name.text);
      } else if (this.take('[')) {
        const key = this.or();
        this.need(']');
        value = (scope) => member(target(scope), key(scope));
      } else return value;
    }
  }

  private primary(): Evaluate {
    const token = this.peek();
    this.at += 1;
    if (token.kind === 'number') return () => Number(token.text);
    if (token.kind === 'string') return () => token.text;
    if (token.kind === 'operator' && token.text === '(') {
      const inner = this.or();
      this.need(')');
      return inner;
    }
    if (token.kind === 'name') {
      if (token.text in literals) return () => literals[token.text];
      if (token.text === 'has' && this.take('(')) {
        const path = this.postfix();
        this.need(')');
        return (scope) => path(scope) !== undefined;
      }
      if (token.text === 'event' || token.text === 'async') return (scope) => scope[token.text];
    }
    throw this.unsupported(token);
  }

  private peek(): Token {
    return this.tokens[this.at]!;
  }

  private take(text: string): boolean {
    if (this.peek().kind !== 'operator' || this.peek().text !== text) return false;
    this.at += 1;
    return true;
  }

  private need(text: string): void {
    if (!this.take(text)) throw new Error(`Expected "${text}" in the expression: ${this.source}`);
  }

  private unsupported(token: Token): Error {
    return new Error(`Unsupported expression near "${token.text}": ${this.source}`);
  }
}
