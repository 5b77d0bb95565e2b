import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sourceFiles } from '../scripts/checks/source-files';

/** `R24`, but not the till's receipt number `R1.1`. */
const CITATION = /\bR(\d{1,3})\b(?!\.\d)/g;
const RANGE = /\bR(\d{1,3})[–-]R(\d{1,3})\b/g;
const RULES = 'docs/rules.md';

const numbersIn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((hit) => Number(hit[1]));

/** Every rule a text cites; a range such as R14–R21 cites all in between. */
function cited(text: string): number[] {
  const ranges = [...text.matchAll(RANGE)].flatMap(([, from, to]) =>
    Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => Number(from) + index),
  );
  return [...numbersIn(text, CITATION), ...ranges];
}

const stated = numbersIn(readFileSync(RULES, 'utf8'), /^### R(\d+) \S/gm);
const files = sourceFiles(['.ts', '.tsx', '.sql', '.md']).map((file) => ({
  file,
  rules: cited(readFileSync(file, 'utf8')),
}));

it('reads single citations and ranges, and no receipt numbers', () => {
  expect(cited('as in R7; receipt R1.1; R14–R16')).toEqual([7, 14, 16, 14, 15, 16]);
});

it('states each rule once, in order, with its reason and its place', () => {
  expect(stated).toEqual([...new Set(stated)].sort((a, b) => a - b));
  const rules = readFileSync(RULES, 'utf8').split(/^### /m).slice(1);
  for (const rule of rules) expect(rule, rule.slice(0, 30)).toMatch(/^- _Why:_ [\s\S]+^- _Where:_ /m);
});

it('states every rule that is cited anywhere', () => {
  const unknown = files.flatMap(({ file, rules }) =>
    rules.filter((rule) => !stated.includes(rule)).map((rule) => `${file}: R${rule}`),
  );
  expect(unknown).toEqual([]);
});

it('states no rule that neither code nor a test cites', () => {
  const inCode = new Set(files.filter(({ file }) => !file.endsWith('.md')).flatMap(({ rules }) => rules));
  expect(stated.filter((rule) => !inCode.has(rule))).toEqual([]);
});
