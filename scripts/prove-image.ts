import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { emptyDebian, makeRoot } from './image/debian-root';
import { readImage } from './image/dockerfile';
import { Proof } from './image/proof';
import { isRuntimeOfSources, RUNTIME, sizeOf } from './image/runtime-folder';
import { startSurroundings } from './image/surroundings';
import { withFolderLock } from './stack/folder-lock';
import { FriendlyError, runMain } from './stack/friendly-error';
import { onStop } from './stack/on-stop';

const FOLDER = path.resolve('.data', 'image');
const BUILT = '/build/.next/image';

/**
 * What a container engine would do with the Dockerfile's last stage and hosting/compose.yaml, where there is
 * none: its steps in an empty Debian, and what comes of them as its user, with nothing to write but /tmp and
 * the volumes. `--node`: the binary to put in; this process's own unless said. After `npm run build:image`.
 */
runMain(async () => {
  const { node } = parseArgs({ options: { node: { type: 'string', default: process.execPath } } }).values;
  if (process.getuid?.() !== 0)
    throw new FriendlyError('npm run prove:image mounts and changes its root: it needs root, on Linux.');
  if (!isRuntimeOfSources())
    throw new FriendlyError(`${RUNTIME} is not of these sources. Run "npm run build:image" first.`);
  const from = performance.now();
  const image = readImage();
  const root = path.join(FOLDER, 'root');
  mkdirSync(FOLDER, { recursive: true });
  onStop(() => process.exit(130));
  process.once('exit', () => rmSync(root, { recursive: true, force: true }));
  await withFolderLock(FOLDER, async () => {
    const base = emptyDebian(image.from, FOLDER);
    console.log(`empty Debian: ${megabytes(base)}`);
    makeRoot(image, base, root, { [BUILT]: RUNTIME, '/usr/local/bin/node': node });
    console.log(
      `with Node ${megabytes(path.join(root, 'usr/local/bin'))}, runtime folder ${megabytes(RUNTIME)}`,
    );
    console.log(`whole root: ${megabytes(root)}`);
    const surroundings = await startSurroundings(FOLDER);
    const proof = new Proof({ image, root }, surroundings, path.join(FOLDER, 'backups'));
    try {
      await proof.run();
    } finally {
      proof.killAll();
      await surroundings.stop();
    }
    console.log(
      `${proof.passed} proved, ${proof.failed} failed, ${((performance.now() - from) / 1000).toFixed(0)} s`,
    );
    process.exitCode = proof.failed === 0 ? 0 : 1;
  });
});

function megabytes(folder: string): string {
  return `${(sizeOf(folder) / 1e6).toFixed(0)} MB`;
}
