import { expect, it } from 'vitest';
import { longCode } from './long-code';

const body = (lines: number) => 'call();\n'.repeat(lines - 2);
const longer = (head: string, lines: number) => `${head} {\n${body(lines)}}\n`;

it.each([
  ['a function', longer('export function one()', 81)],
  ['an arrow', longer('export const one = () =>', 81)],
  ['a method', `class A {\n${longer('one()', 81)}}\n`],
  ['one with another comment', `/** Does much. */\n${longer('export function one()', 81)}`],
  ['one that is handed on', longer('export default traced(async function one()', 81).replace(/\n$/, ');\n')],
])('names %s of 81 lines', (_, source) => {
  expect(longCode('one.ts', source)).toMatchObject([{ name: 'one', lines: 81 }]);
});

it.each([
  ['of 80 lines', longer('export function one()', 80)],
  ['with a reason', `// Over 80 lines: one statement.\n${longer('export function one()', 81)}`],
  [
    'with a reason in its doc',
    `/**\n * Reads. Over 80\n * lines: one walk.\n */\n${longer('function one()', 81)}`,
  ],
  [
    'with a reason, handed on',
    `// Over 80 lines: a page.\n${longer('export default traced(async function one()', 81).replace(/\n$/, ');\n')}`,
  ],
])('leaves a function %s', (_, source) => {
  expect(longCode('one.ts', source)).toEqual([]);
});

it('names a file of more than 300 lines, unless its first line says why', () => {
  const file = 'call();\n'.repeat(300);
  expect(longCode('one.ts', file)).toEqual([]);
  expect(longCode('one.ts', `call();\n${file}`)).toEqual([{ line: 1, name: 'the file', lines: 301 }]);
  expect(longCode('one.ts', `// Over 300 lines: a table.\n${file}`)).toEqual([]);
});
