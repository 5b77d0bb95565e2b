import { readFileSync } from 'node:fs';
import path from 'node:path';

let known: ReadonlySet<string> | null | undefined;

/**
 * Whether the build has a server action of this id; always true where there is no list of them, as in
 * development.
 */
export function isKnownAction(id: string): boolean {
  known ??= readKnown();
  return known === null || known.has(id);
}

function readKnown(): ReadonlySet<string> | null {
  if (process.env.NODE_ENV !== 'production') return null;
  try {
    const file = path.join(
      /*turbopackIgnore: true*/ process.cwd(),
      '.next/server/server-reference-manifest.json',
    );
    const { node } = JSON.parse(readFileSync(file, 'utf8')) as { node?: Record<string, unknown> };
    return node ? new Set(Object.keys(node)) : null;
  } catch {
    return null;
  }
}
