import { existsSync, writeFileSync } from 'node:fs';

/** Next writes this file when it builds; the compiler needs it before the first build. */
export function nextTypes(): void {
  if (existsSync('next-env.d.ts')) return;
  writeFileSync(
    'next-env.d.ts',
    '/// <reference types="next" />\n/// <reference types="next/image-types/global" />\n',
  );
}
