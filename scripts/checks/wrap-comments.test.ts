import { expect, it } from 'vitest';
import { COLUMNS, longComments, wrapComments } from './wrap-comments';

const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(' ');
const ofWords = (text: string) => text.match(/word\d+/g) ?? [];

it.each([
  ['a line comment', `  // ${words(30)}\n  call();`],
  ['a block on one line', `/** ${words(30)} */\nexport const one = 1;`],
  ['a block of several lines', `  /**\n   * ${words(30)}\n   * and more.\n   */\n  call();`],
  ['a comment behind code', `  call(); // ${words(30)}`],
  ['a list in a block', `/**\n * Two:\n * - ${words(30)}\n * - short\n */`],
])('wraps %s and keeps its words', (_, source) => {
  expect(longComments(source)).toHaveLength(1);
  const wrapped = wrapComments(source);
  expect(longComments(wrapped)).toEqual([]);
  expect(Math.max(...wrapped.split('\n').map((line) => line.length))).toBeLessThanOrEqual(COLUMNS);
  expect(ofWords(wrapped)).toEqual(ofWords(source));
  expect(wrapComments(wrapped)).toBe(wrapped);
});

it.each([
  ['code', `const text = '${words(30)}';`],
  ['an address in a text', `const url = 'https://example.com/${'x'.repeat(120)}';`],
  ['a comment sign in a text', `const text = 'one // ${words(30)}';`],
  ['a style sheet in a text', `const style = \`\n*{${words(30)}}\`;`],
])('leaves %s', (_, source) => {
  expect(longComments(source)).toEqual([]);
  expect(wrapComments(source)).toBe(source);
});

it('leaves a directive on its line, and says that it is long', () => {
  const source = `// biome-ignore lint: ${words(30)}`;
  expect(wrapComments(source)).toBe(source);
  expect(longComments(source)).toEqual([1]);
});

it('wraps what stands beside a directive', () => {
  const directive = '// biome-ignore lint: short';
  const wrapped = wrapComments(`// ${words(30)}\n${directive}\ncall();`);
  expect(longComments(wrapped)).toEqual([]);
  expect(wrapped.split('\n').slice(-2)).toEqual([directive, 'call();']);
});

it('fills only the paragraph that is too long', () => {
  const source = `/**\n * First,\n * by hand.\n *\n * ${words(30)}\n */`;
  expect(wrapComments(source).split('\n').slice(0, 4)).toEqual(['/**', ' * First,', ' * by hand.', ' *']);
});

it('keeps what stands in backticks together', () => {
  const source = `// ${'x'.repeat(95)} \`two words of code\` end`;
  expect(wrapComments(source)).toContain('// `two words of code` end');
});
