/** The formatter's own width, which it keeps for code and not for comments. */
export const COLUMNS = 110;

const COMMENT = /^\s*(?:\/\/|\/\*|\*(?:[ /]|$)|\{\/\*)/;
const TRAILING = /^(\s*)(\S.*?)\s+\/\/ (.*)$/;
/** A comment that a tool reads: its line is its meaning. */
const DIRECTIVE = /^(?:biome-|@ts-|@vitest|eslint|prettier|#)/;
/** A line that is laid out by hand: of a list or a table, a heading, or indented. */
const LAID_OUT = /^(?:[-*|#]|\d+\.|\s{2,}|@)/;

/** Whether quotes before the comment are closed, so that it is none inside a text. */
const isCode = (text: string) => ['"', "'", '`'].every((quote) => (text.split(quote).length - 1) % 2 === 0);

function isLong(line: string): boolean {
  if (line.length <= COLUMNS) return false;
  if (COMMENT.test(line)) return true;
  const code = TRAILING.exec(line)?.[2];
  return code !== undefined && isCode(code);
}

/** Numbers, from 1, of the lines with a comment beyond 110 columns. */
export function longComments(source: string): number[] {
  return source.split('\n').flatMap((line, index) => (isLong(line) ? [index + 1] : []));
}

/** The words over as few lines as they need; what stands in backticks stays together. */
function fill(words: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of words.match(/(?:`[^`]*`|\S)+/g) ?? []) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Paragraphs with a line that is too long are filled anew; the others stay as they are written. */
function refill(lines: readonly string[], width: number): string[] {
  const paragraphs: string[][] = [];
  for (const line of lines) {
    const last = paragraphs.at(-1);
    const isOwn = line.trim() === '' || LAID_OUT.test(line);
    if (isOwn || !last || last.at(-1)?.trim() === '') paragraphs.push([line]);
    else last.push(line);
  }
  return paragraphs.flatMap((paragraph) => {
    if (paragraph.every((line) => line.length <= width)) return paragraph;
    const [first = ''] = paragraph;
    const marker = /^(?:[-*]|\d+\.)\s+/.exec(first)?.[0] ?? '';
    const text = paragraph.join(' ').slice(marker.length);
    return fill(text, width - marker.length).map(
      (line, index) => `${index === 0 ? marker : ' '.repeat(marker.length)}${line}`,
    );
  });
}

function wrapBlock(lines: readonly string[]): string[] {
  const [indent = '', opening = '/*'] = /^(\s*)(\/\*\*?)/.exec(lines[0] ?? '')?.slice(1) ?? [];
  const content = lines.map((line, index) => {
    const opened =
      index === 0 ? line.slice(indent.length + opening.length) : line.replace(/^\s*\*(?!\/)/, '');
    return opened.replace(/\s*\*\/$/, '').replace(/^ /, '');
  });
  if (content[0]?.trim() === '') content.shift();
  if (content.at(-1)?.trim() === '') content.pop();
  const filled = refill(content, COLUMNS - indent.length - 3);
  return [
    `${indent}${opening}`,
    ...filled.map((line) => `${indent} *${line === '' ? '' : ` ${line}`}`),
    `${indent} */`,
  ];
}

function wrapLineComments(lines: readonly string[]): string[] {
  const [indent = ''] = /^\s*/.exec(lines[0] ?? '') ?? [];
  const content = lines.map((line) => line.slice(indent.length).replace(/^\/\/ ?/, ''));
  if (content.some((line) => DIRECTIVE.test(line))) return [...lines];
  return refill(content, COLUMNS - indent.length - 3).map((line) => `${indent}// ${line}`.trimEnd());
}

/**
 * The source with every comment within 110 columns; comments that are so already, and code, stay as they are.
 */
export function wrapComments(source: string): string {
  const lines = source.split('\n');
  const wrapped: string[] = [];
  for (let index = 0; index < lines.length; ) {
    const line = lines[index] ?? '';
    const group = groupAt(lines, index);
    if (group.lines.some(isLong)) {
      wrapped.push(...(group.kind === 'block' ? wrapBlock(group.lines) : wrapLineComments(group.lines)));
    } else if (group.lines.length > 0) {
      wrapped.push(...group.lines);
    } else {
      wrapped.push(...wrapTrailing(line));
    }
    index += Math.max(1, group.lines.length);
  }
  return wrapped.join('\n');
}

/** The comment that begins at a line and holds nothing but itself; without lines where none does. */
function groupAt(lines: readonly string[], from: number): { kind: 'block' | 'line'; lines: string[] } {
  const first = lines[from] ?? '';
  const commentOf = (line: string) => /^(\s*)\/\/ ?(.*)$/.exec(line);
  const [, indent, text = ''] = commentOf(first) ?? [];
  if (indent !== undefined) {
    // A directive stands alone.
    const ends = (line: string) =>
      commentOf(line)?.[1] !== indent || DIRECTIVE.test(commentOf(line)?.[2] ?? '');
    const end = DIRECTIVE.test(text)
      ? from + 1
      : lines.findIndex((line, index) => index > from && ends(line));
    return { kind: 'line', lines: lines.slice(from, end === -1 ? undefined : end) };
  }
  if (/^\s*\/\*/.test(first)) {
    const end = lines.findIndex((line, index) => index >= from && line.includes('*/'));
    if (end !== -1 && lines[end]?.trimEnd().endsWith('*/')) {
      return { kind: 'block', lines: lines.slice(from, end + 1) };
    }
  }
  return { kind: 'line', lines: [] };
}

/** A comment behind code goes above it. */
function wrapTrailing(line: string): string[] {
  const [, indent = '', code = '', comment = ''] = TRAILING.exec(line) ?? [];
  if (!isLong(line) || code === '' || DIRECTIVE.test(comment)) return [line];
  return [...wrapLineComments([`${indent}// ${comment}`]), `${indent}${code}`];
}
