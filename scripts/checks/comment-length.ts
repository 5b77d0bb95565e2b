import { readFileSync, writeFileSync } from 'node:fs';
import { runMain } from '../stack/friendly-error';
import { sourceFiles } from './source-files';
import { COLUMNS, longComments, wrapComments } from './wrap-comments';

/** Names every comment beyond 110 columns; with --write it wraps them first. */
runMain(async () => {
  const isWriting = process.argv.includes('--write');
  const files = sourceFiles(['.ts', '.tsx']);
  const long = files.flatMap((file) => {
    const source = readFileSync(file, 'utf8');
    const wrapped = isWriting ? wrapComments(source) : source;
    if (wrapped !== source) writeFileSync(file, wrapped);
    return longComments(wrapped).map((line) => `${file}:${line}`);
  });
  for (const place of long) console.log(place);
  if (long.length === 0) return;
  console.log(`${long.length} comments beyond ${COLUMNS} columns; npm run format wraps them.`);
  process.exitCode = 1;
});
