import { readdirSync } from 'node:fs';
import path from 'node:path';
import { makeRuntimeFolder, RUNTIME, sizeOf } from './image/runtime-folder';
import { buildIfChanged } from './stack/build';
import { runMain } from './stack/friendly-error';

/**
 * What an image holds beside Node, in .next/image: the Dockerfile's build stage runs this and nothing else.
 */
runMain(async () => {
  const built = await buildIfChanged((text) => console.log(`  ${text}`), { standalone: true });
  console.log(`Production build: ${built}`);
  await makeRuntimeFolder();
  const parts = readdirSync(RUNTIME, { withFileTypes: true });
  for (const part of parts.filter((one) => one.isDirectory()))
    console.log(`  ${part.name.padEnd(14)} ${megabytes(sizeOf(path.join(RUNTIME, part.name)))}`);
  console.log(`${RUNTIME}: ${megabytes(sizeOf(RUNTIME))}`);
});

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1).padStart(6)} MB`;
}
