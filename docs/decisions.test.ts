import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const FOLDER = 'docs/decisions';
const files = readdirSync(FOLDER)
  .filter((file) => file !== 'README.md')
  .sort();

it('numbers each decision once (several who work at once are given numbers ahead), dated, with what it was about, what was decided and what follows', () => {
  expect(new Set(files.map((file) => file.slice(0, 4))).size).toBe(files.length);
  for (const file of files) {
    expect(file).toMatch(/^\d{4}-[a-z0-9-]+\.md$/);
    const text = readFileSync(`${FOLDER}/${file}`, 'utf8');
    expect(text, file).toMatch(
      new RegExp(`^# ${file.slice(0, 4)} \\S.*\n\nDecided \\d{4}-\\d\\d-\\d\\d\\.\n`),
    );
    expect(text, file).toMatch(/\n## Context\n\n\S[\s\S]+\n## Decision\n\n\S[\s\S]+\n## Consequences\n\n\S/);
  }
});

it('lists every decision by its title', () => {
  const listed = [...readFileSync(`${FOLDER}/README.md`, 'utf8').matchAll(/^- \[(.+)\]\((.+)\)$/gm)];
  expect(listed.map(([, , file]) => file)).toEqual(files);
  for (const [, title, file] of listed) {
    expect(readFileSync(`${FOLDER}/${file}`, 'utf8')).toMatch(new RegExp(`^# ${title}\n`));
  }
});
