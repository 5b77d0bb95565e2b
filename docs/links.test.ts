import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { sourceFiles } from '../scripts/checks/source-files';

/** Decisions are of their day; the other pages speak of the code as it is. */
const pages = sourceFiles(['.md']).filter((file) => file !== 'CHANGELOG.md');
const present = pages.filter((file) => !file.startsWith('docs/decisions/'));

it('every link between pages leads somewhere', () => {
  const broken = pages.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\]\((?!\w+:|#)([^)#]+)/g)]
      .filter(([, target = '']) => !existsSync(path.join(path.dirname(file), target)))
      .map(([, target]) => `${file}: ${target}`),
  );
  expect(broken).toEqual([]);
});

it('every path that a page names is there', () => {
  const ROOMS = 'app|components|db|inngest|lib|e2e|testing|scripts|docs';
  const named = new RegExp(`\`((?:${ROOMS})/[\\w()./-]*\\w/?)\``, 'g');
  const missing = present.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(named)]
      // `inngest/function.failed` is an event.
      .filter(([, target = '']) => !target.startsWith('inngest/function.') && !existsSync(target))
      .map(([, target]) => `${file}: ${target}`),
  );
  expect(missing).toEqual([]);
});
