import { type Bucket, isKnownDevice, secondsUntilRefilled, takeFromBuckets } from '@/db/queries/limits';
import { DomainError } from '@/lib/core/domain-error';
import { sourceNetwork } from '@/lib/core/source-address';
import { hashSecret } from '@/lib/platform/secret';
import type { ServiceContext } from '../context';
import { knownSince } from './known-devices';
import { LIMITS, type Limit, type Limited } from './limits';

/** What was taken, for `giveBack` when it turns out that nothing was guessed. */
export interface Taken {
  /** Buckets of one source or device and one account: filled by a success. */
  own: string[];
  /** The account's own bucket: one is put back. */
  account: string | null;
}

/**
 * Counts an act before it is done, so that many at once are counted too (R2). `account`: the address or id it
 * names, whether there is such an account or not. Call it outside of a transaction: what a refusal rolls back
 * was not counted. Throws too_many_attempts (the account is locked) | rate_limited (the source or the whole
 * host asks too often), with `retry_after` in seconds.
 */
export async function takeLimits(
  ctx: ServiceContext,
  what: Limited,
  account: string | null = null,
): Promise<Taken> {
  const limit: Limit = LIMITS[what];
  const name = account?.trim().toLowerCase() ?? null;
  const device = limit.knownDevice && name ? await findKnownDevice(ctx, name) : null;
  const buckets = device !== null && name !== null ? ofDevice(what, name, device) : allOf(ctx, what, name);
  const taken: Taken = {
    own: buckets.filter(({ kind }) => kind === 'own').map(({ key }) => key),
    account: buckets.find(({ kind }) => kind === 'account')?.key ?? null,
  };
  if (buckets.length === 0) return taken;
  if (!('$client' in ctx.db)) throw new Error(`${what} is counted outside of a transaction`);
  for (const round of [0, 1, 2]) {
    const now = buckets.filter((one) => one.round === round);
    const empty = now.length === 0 ? [] : await takeFromBuckets(ctx.db, now);
    if (empty.length === 0) continue;
    const isAccount = what !== 'api' && now.some(({ kind, key }) => kind !== 'shared' && empty.includes(key));
    const details = { retry_after: await secondsUntilRefilled(ctx.db, empty) };
    throw new DomainError(isAccount ? 'too_many_attempts' : 'rate_limited', undefined, details);
  }
  return taken;
}

export const accountBucket = (what: Limited, account: string): string =>
  `${what}:account:${hashSecret(account.trim().toLowerCase())}`;

/**
 * `round`: what one source may use up is asked first, then the account over all sources, then the host; who
 * is refused in one round takes nothing in the next, or one source could shut out everybody.
 */
type Counted = Bucket & { kind: 'own' | 'account' | 'shared'; round: 0 | 1 | 2 };

/** A known device passes what strangers have used up; it has a bucket of its own. */
function ofDevice(what: Limited, name: string, device: string): Counted[] {
  const { knownDevice } = LIMITS[what] as Limit;
  return knownDevice
    ? [{ kind: 'own', round: 0, key: `${what}:device:${hashSecret(`${name} ${device}`)}`, ...knownDevice }]
    : [];
}

function allOf(ctx: ServiceContext, what: Limited, name: string | null): Counted[] {
  const limit: Limit = LIMITS[what];
  const factor = ctx.wire?.limitFactor ?? 1;
  // What came over no wire, a script's or a job's, has no source.
  const address = ctx.wire?.address ?? null;
  const source = address === null ? null : sourceNetwork(address);
  const wide = (rate: { count: number; seconds: number }) => ({ ...rate, count: rate.count * factor });
  const counted: Counted[] = [];
  if (source !== null && limit.source) {
    const key = `${what}:source:${hashSecret(source)}`;
    counted.push({ kind: 'shared', round: 0, key, ...wide(limit.source) });
  }
  if (name !== null && limit.accountAndSource) {
    const key = `${what}:pair:${hashSecret(`${name} ${source ?? ''}`)}`;
    counted.push({ kind: 'own', round: 0, key, ...limit.accountAndSource });
  }
  if (name !== null && limit.account) {
    // A key or a person of the API is its own source.
    const isOwn = what === 'api';
    const rate = isOwn ? wide(limit.account) : limit.account;
    counted.push({ kind: 'account', round: isOwn ? 0 : 1, key: accountBucket(what, name), ...rate });
  }
  if (source !== null && limit.host)
    counted.push({ kind: 'shared', round: 2, key: `${what}:host`, ...wide(limit.host) });
  return counted;
}

async function findKnownDevice(ctx: ServiceContext, email: string): Promise<string | null> {
  const device = ctx.wire?.device;
  if (!device) return null;
  const deviceHash = hashSecret(device);
  const isKnown = await isKnownDevice(ctx.db, { email, deviceHash, usedAfter: knownSince(ctx.clock.now()) });
  return isKnown ? device : null;
}
