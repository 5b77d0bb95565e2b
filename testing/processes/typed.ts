import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Said {
  code: number | null;
  out: string;
  error: string;
}

/** `npm run <command>` as it is typed in a folder, and what came of it. */
export async function typed(
  folder: string,
  settings: Record<string, string | undefined>,
  ...command: string[]
): Promise<Said> {
  const [name = '', ...flags] = command;
  const child = spawn('npm', ['run', '-s', name, '--', ...flags], {
    cwd: folder,
    env: settings as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Said = { code: null, out: '', error: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.error += text;
  });
  [said.code] = (await once(child, 'close')) as [number | null];
  return said;
}
