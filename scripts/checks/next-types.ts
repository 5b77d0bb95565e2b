import { existsSync, rmSync, writeFileSync } from 'node:fs';

/**
 * What the compiler reads of Next: no lists of routes from an older build, and the file it needs before the
 * first.
 */
export function nextTypes(): void {
  for (const stale of ['.next/types', '.next/dev/types']) rmSync(stale, { recursive: true, force: true });
  if (existsSync('next-env.d.ts')) return;
  writeFileSync(
    'next-env.d.ts',
    '/// <reference types="next" />\n/// <reference types="next/image-types/global" />\n',
  );
}
