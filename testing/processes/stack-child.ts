import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Children } from '@/scripts/stack/children';
import { startPostgres } from '@/scripts/stack/postgres/server';

/** A parent of a part that refuses to be asked and of a database: started by a test, which kills it. */
const folder = process.argv[2] ?? '';
const children = new Children(folder);
const file = JSON.stringify(path.join(folder, 'part'));
children.start({
  name: 'part',
  args: [
    '-e',
    `process.on('SIGTERM', () => {}); require('node:fs').writeFileSync(${file}, String(process.pid)); setInterval(() => {}, 1000)`,
  ],
  env: {},
});
const database = await startPostgres({ dataDir: path.join(folder, 'postgres'), persistent: true });
writeFileSync(path.join(folder, 'database'), database.url);
setInterval(() => {}, 1000);
