import { readFileSync } from 'node:fs';
import { runMain } from '../stack/friendly-error';
import { FILE_LINES, FUNCTION_LINES, longCode } from './long-code';
import { sourceFiles } from './source-files';

const isTest = (file: string) => /\.(?:test|spec)\.tsx?$/.test(file);

/** Names every function and file that is too long and does not say why. A test is as long as its story. */
runMain(async () => {
  const found = sourceFiles(['.ts', '.tsx'])
    .filter((file) => !isTest(file))
    .flatMap((file) => longCode(file, readFileSync(file, 'utf8')).map((long) => ({ file, ...long })));
  for (const { file, line, name, lines } of found) console.log(`${file}:${line} ${name}: ${lines} lines`);
  if (found.length === 0) return;
  console.log(
    `At most ${FUNCTION_LINES} lines a function and ${FILE_LINES} a file, or "Over 80 lines: " or "Over 300 lines: " and the reason above it.`,
  );
  process.exitCode = 1;
});
