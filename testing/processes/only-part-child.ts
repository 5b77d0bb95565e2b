import { Children } from '@/scripts/stack/children';

/** A parent of one part and nothing else, as of an app whose database and job server are elsewhere. */
const [folder = '', source = ''] = process.argv.slice(2);
new Children(folder).start({ name: 'part', args: ['-e', source], env: {}, restartAfterMs: 0 });
