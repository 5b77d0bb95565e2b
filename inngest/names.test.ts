import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import names from './names.json';

/**
 * What runs begun under the release before go on by: the job server knows a run by its function's id and what
 * it has done by the names of its steps. A name in the file stays in the code for a release after it is no
 * longer used; a new one is added to the file. Taking one out of the file ends runs that are still under way.
 */
const FOLDER = path.join(import.meta.dirname, 'functions');

function namesInCode(): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const file of readdirSync(FOLDER).filter((name) => !name.endsWith('.test.ts'))) {
    const code = readFileSync(path.join(FOLDER, file), 'utf8');
    for (const one of code.split('inngest.createFunction(').slice(1)) {
      const id = /\bid: '([^']+)'/.exec(one)?.[1];
      if (id === undefined) throw new Error(`A function in ${file} has no id to be read`);
      found[id] = [...one.matchAll(/\bstep\.\w+\(\s*(['`])([^'`]+)\1/g)].map((match) => match[2] ?? '');
    }
  }
  return found;
}

it('functions and steps keep the names under which runs are under way', () => {
  expect(namesInCode()).toEqual(names);
});
