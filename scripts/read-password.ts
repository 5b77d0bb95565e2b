import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { FriendlyError } from './stack/friendly-error';

/**
 * A password that shows in no process list: from ADMIN_PASSWORD, typed unseen at a terminal, or the first
 * line of what is piped in.
 */
export async function readPassword(
  env: Record<string, string | undefined> = process.env,
  input: NodeJS.ReadStream = process.stdin,
): Promise<string> {
  if (env.ADMIN_PASSWORD) return env.ADMIN_PASSWORD;
  const isTerminal = input.isTTY === true;
  if (isTerminal) process.stderr.write('Password: ');
  // A terminal's line editor echoes what is typed; this one has nowhere to.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: isTerminal });
  try {
    for await (const line of lines) {
      if (line !== '') return line;
      break;
    }
  } finally {
    lines.close();
    if (isTerminal) process.stderr.write('\n');
  }
  throw new FriendlyError('No password: type one, pipe it in, or set ADMIN_PASSWORD.');
}
