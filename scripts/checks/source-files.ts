import { readdirSync } from 'node:fs';
import path from 'node:path';

const NOT_OURS = new Set(['node_modules', 'coverage', 'test-results', 'playwright-report']);

/**
 * Files of the project with one of these endings (`.ts`), as sorted paths from its root with `/`. Folders
 * that are installed, built or hidden are left out.
 */
export function sourceFiles(endings: readonly string[], folder = '.'): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      if (entry.name.startsWith('.') || NOT_OURS.has(entry.name)) return [];
      const file = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) return sourceFiles(endings, file);
      return endings.some((ending) => entry.name.endsWith(ending)) ? [file] : [];
    })
    .sort();
}
