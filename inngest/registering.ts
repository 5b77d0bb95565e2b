import { env } from '@/lib/platform/env';
import { ANONYMOUS, serviceContext } from '@/lib/runtime/container';
import { findJobServerHeartbeat, type JobTrouble } from '@/lib/services/health/check-health';
import { findServerTrouble, type Registered, registerFunctions } from './job-server';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

interface Registration {
  /** Why the job server does not know our functions; null when it does. */
  trouble: JobTrouble | null;
  since: Date;
}
// On globalThis: Next bundles the start of the process and its routes apart.
const holder = globalThis as typeof globalThis & { bestellfixRegistration?: Registration };
const startedAt = new Date(Date.now() - process.uptime() * 1000);

/**
 * For the health of the app: what keeps jobs from running, and since when the job server could have run some.
 */
export const jobServer = {
  async findTrouble(): Promise<JobTrouble | null> {
    const trouble = await findServerTrouble();
    // A process without jobs has no functions to make known.
    if (trouble || env().PROCESS_ROLE === 'web') return trouble;
    return holder.bestellfixRegistration ? holder.bestellfixRegistration.trouble : 'not_registered';
  },
  /** Whether this process is of no use without: one that runs jobs. */
  get isNeeded(): boolean {
    return env().PROCESS_ROLE !== 'web';
  },
  get since(): Date {
    return holder.bestellfixRegistration?.since ?? startedAt;
  },
};

/** Registers once, and says in the log how it went when that is news. */
export async function register(): Promise<boolean> {
  const { log } = serviceContext(ANONYMOUS);
  const result = await registerFunctions().catch(
    (error: unknown): Registered => ({ ok: false, trouble: 'not_registered', reason: String(error) }),
  );
  const before = holder.bestellfixRegistration;
  const trouble = result.ok ? null : result.trouble;
  const isNews = before?.trouble !== trouble;
  // Registered again, a server that is silent stays so until a recovery job comes.
  holder.bestellfixRegistration = { trouble, since: isNews || !before ? new Date() : before.since };
  if (result.ok) {
    const { server, address, functions } = result;
    if (isNews) log.info({ server, address, functions }, 'registered at the job server');
  } else if (isNews) {
    log.warn({ trouble, reason: result.reason }, 'not registered at the job server; retrying');
  }
  return result.ok;
}

/**
 * Registers this version's functions when the process starts, so that every deploy does, at whichever job
 * server; again and again with growing pauses until it is done. A server that sends no recovery job for long
 * may have lost the functions; they are registered again.
 */
export function startRegistering(): void {
  let pause = FIRST_PAUSE_MS;
  let wasStalled = false;
  const turn = async () => {
    const isRegistered = holder.bestellfixRegistration?.trouble === null;
    const isStalled = isRegistered && (await isSilent());
    if (isStalled && !wasStalled)
      serviceContext(ANONYMOUS).log.warn('the job server runs no jobs; registering again until it does');
    wasStalled = isStalled;
    if (isStalled || !isRegistered)
      pause = (await register()) ? LONGEST_PAUSE_MS : Math.min(pause * 2, LONGEST_PAUSE_MS);
    setTimeout(turn, pause).unref();
  };
  setTimeout(turn, 200).unref();
}

async function isSilent(): Promise<boolean> {
  const { db } = serviceContext(ANONYMOUS);
  return findJobServerHeartbeat(db, new Date(), jobServer.since).then(
    ({ isStalled }) => isStalled,
    () => false,
  );
}
