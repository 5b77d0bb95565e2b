import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Database, openDatabase } from '@/db/client';
import type { PersonAct } from '@/lib/services/people/administer-person';
import { lineOf, readDeletionList } from './backup/deletion-list';
import { readPassword } from './read-password';
import { FriendlyError, runMain } from './stack/friendly-error';
import { DATA_DIR, givenSettings } from './stack/run-stack';

const USAGE = `Usage: npm run admin -- create-key --email <e-mail> --company "<name>" [--role owner|manager|viewer]
       npm run admin -- reset-password --email <e-mail>
       npm run admin -- reset-second-factor --email <e-mail>
       npm run admin -- end-sessions --email <e-mail>
       npm run admin -- disable-user --email <e-mail>
       npm run admin -- enable-user --email <e-mail>
       npm run admin -- mail
       npm run admin -- verify-audit
       npm run admin -- list-deletions
       npm run admin -- repeat-deletions --file <deletions.jsonl>`;

runMain(async () => {
  const { command, ...given } = readArguments();
  switch (command) {
    case 'create-key':
      return createKey(given);
    case 'reset-password':
    case 'reset-second-factor':
    case 'end-sessions':
    case 'disable-user':
    case 'enable-user':
      return administer(command, given);
    case 'mail':
      return listMail();
    case 'verify-audit':
      return verifyAuditLog();
    case 'list-deletions':
      return listDeletions();
    case 'repeat-deletions':
      return repeatDeletionsOf(given);
    default:
      throw new FriendlyError(USAGE);
  }
});

type Given = Omit<ReturnType<typeof readArguments>, 'command'>;

async function createKey({ email, company, password: typed, role }: Given): Promise<void> {
  if (!email || !company) throw missing({ email, company });
  if (!['owner', 'manager', 'viewer'].includes(role)) {
    throw new FriendlyError(`Unknown role "${role}": owner, manager or viewer.`);
  }
  // Asked for here: what is given on the command line shows in the process list and the shell's history.
  const password = typed ?? (await readPassword());
  await withDatabase(async (db) => {
    const { createKeyForCli } = await import('@/lib/services/people/create-key-for-cli');
    const given = { email, password, company, role: role as 'owner' | 'manager' | 'viewer' };
    const made = await createKeyForCli(db, given);
    return { user_id: made.user_id, company_id: made.company_id, api_key: made.api_key };
  });
}

/** Every act signs the person out everywhere. */
async function administer(kind: PersonAct['kind'], { email, password: typed }: Given): Promise<void> {
  if (!email) throw missing({ email });
  const act: PersonAct =
    kind === 'reset-password' ? { kind, password: typed ?? (await readPassword()) } : { kind };
  await withDatabase(async (db) => {
    const { administerPerson } = await import('@/lib/services/people/administer-person');
    const { user_id, ended } = await administerPerson(db, { email, act, now: new Date() });
    return { user_id, ended_sessions: ended };
  });
}

/** Mail that did not go out, or perhaps not, newest first; without what it says and whom it is for. */
async function listMail(): Promise<void> {
  await withDatabase(async (db) => {
    const { listTroubledMails } = await import('@/db/queries/mails');
    const rows = await listTroubledMails(db, 'all', 100);
    return rows.map(({ id, kind, status, problem, attempts, createdAt, nextTryAt }) => ({
      ...{ id, kind, status, problem, attempts, created_at: createdAt },
      next_try_at: status === 'waiting' ? nextTryAt : null,
    }));
  });
}

/** One line for each company; the process fails when a chain is broken. */
async function verifyAuditLog(): Promise<void> {
  await withDatabase(async (db) => {
    const { verifyAudit } = await import('@/lib/services/audit-log/verify-audit');
    const companies = await verifyAudit(db);
    if (companies.some(({ broken }) => broken !== null)) process.exitCode = 1;
    return { companies };
  });
}

/** As the backups' folder has it, one line each. */
async function listDeletions(): Promise<void> {
  await withDatabase(async (db) => {
    const { listBegunDeletions } = await import('@/db/queries/deletions');
    return (await listBegunDeletions(db)).map(lineOf).join('\n');
  });
}

/** After a backup was restored; the process fails while somebody is left. */
async function repeatDeletionsOf({ file }: Given): Promise<void> {
  if (!file) throw missing({ file });
  const subjects = readDeletionList(file);
  await withDatabase(async (db) => {
    const { repeatDeletions } = await import('@/lib/services/privacy/repeat-deletions');
    const done = await repeatDeletions(db, subjects);
    if (done.some(({ result }) => result === 'only_owner')) process.exitCode = 1;
    return { deletions: done };
  });
}

function missing(options: Record<string, string | undefined>): FriendlyError {
  const names = Object.entries(options).flatMap(([name, value]) => (value ? [] : `--${name}`));
  return new FriendlyError(`Missing ${names.join(', ')}.\n${USAGE}`);
}

/** Prints what the work answers, as one line of JSON unless it is text; a refusal is one sentence. */
async function withDatabase(work: (db: Database) => Promise<object | string>): Promise<void> {
  const db = openDatabase(databaseUrl(), { max: 1, name: 'bestellfix-admin' });
  try {
    const answer = await work(db);
    console.log(typeof answer === 'string' ? answer : JSON.stringify(answer));
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
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        email: { type: 'string' },
        password: { type: 'string' },
        company: { type: 'string' },
        file: { type: 'string' },
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
