import { existsSync } from 'node:fs';
import path from 'node:path';

/** In an image there are no sources: what was made of them stands in their stead (scripts/image). */
export const isImage = existsSync('server.js');

/** How Node starts a script of the product. */
export const script = (name: string): string[] =>
  isImage
    ? [path.resolve('scripts', `${name}.mjs`)]
    : ['--import', 'tsx', path.resolve('scripts', `${name}.ts`)];

const NEXT = path.resolve('node_modules/next/dist/bin/next');

/** How Node starts the app on a port, and the settings this way takes; without a host on all addresses. */
export function appEntry(
  mode: 'start' | 'dev',
  port: number,
  host: string | undefined,
): { args: string[]; env: Record<string, string> } {
  // A container's HOSTNAME is its own name: the server would listen there and not on the loopback.
  if (isImage) return { args: [path.resolve('server.js')], env: { HOSTNAME: host ?? '0.0.0.0' } };
  return { args: [NEXT, mode, '-p', String(port), ...(host ? ['-H', host] : [])], env: {} };
}
