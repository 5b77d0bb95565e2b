import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '@/db/client';
import { readPassword } from './read-password';
import { FriendlyError, runMain } from './stack/friendly-error';
import { DATA_DIR, givenSettings } from './stack/run-stack';

const USAGE =
  'Usage: npm run admin -- create-key --email <e-mail> --company "<name>" [--role owner|manager|viewer]';

runMain(async () => {
  const { command, email, password: given, company, role } = readArguments();
  if (command !== 'create-key') throw new FriendlyError(USAGE);
  if (!email || !company) {
    const missing = Object.entries({ email, company }).flatMap(([name, value]) => (value ? [] : `--${name}`));
    throw new FriendlyError(`Missing ${missing.join(', ')}.\n${USAGE}`);
  }
  if (!['owner', 'manager', 'viewer'].includes(role)) {
    throw new FriendlyError(`Unknown role "${role}": owner, manager or viewer.`);
  }
  // Asked for here: what is given on the command line shows in the process list and the shell's history.
  const password = given ?? (await readPassword());
  const db = openDatabase(databaseUrl(), { max: 1, name: 'bestellfix-admin' });
  try {
    const { createKeyForCli } = await import('@/lib/services/people/create-key-for-cli');
    const made = await createKeyForCli(db, {
      email,
      password,
      company,
      role: role as 'owner' | 'manager' | 'viewer',
    });
    console.log(
      JSON.stringify({ user_id: made.user_id, company_id: made.company_id, api_key: made.api_key }),
    );
  } catch (error) {
    if (
      error instanceof Error &&
      /ECONNREFUSED|ENOTFOUND|28P01|3D000/.test(
        String((error as NodeJS.ErrnoException).code ?? error.cause ?? ''),
      )
    ) {
      throw new FriendlyError(
        'The database cannot be reached. Start the demo ("npm run demo") or check DATABASE_URL.',
      );
    }
    if (error instanceof Error && error.name === 'DomainError') throw new FriendlyError(error.message);
    throw error;
  } finally {
    await db.$client.end({ timeout: 5 });
  }
});

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        email: { type: 'string' },
        password: { type: 'string' },
        company: { type: 'string' },
        role: { type: 'string', default: 'owner' },
      },
    });
    return { command: positionals[0], ...values, role: values.role };
  } catch (error) {
    throw new FriendlyError(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

/** The environment's database, else the one of the stack running in this folder. */
function databaseUrl(): string {
  const given = givenSettings().DATABASE_URL;
  if (given) return given;
  const file = path.join(DATA_DIR, 'demo.json');
  if (!existsSync(file)) {
    throw new FriendlyError(
      'No database: start the demo ("npm run demo") in another window, or set DATABASE_URL.',
    );
  }
  return (JSON.parse(readFileSync(file, 'utf8')) as { database_url: string }).database_url;
}
