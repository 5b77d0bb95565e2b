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
  const empty = await takeFromBuckets(ctx.db, buckets);
  if (empty.length === 0) return taken;
  const retry_after = await secondsUntilRefilled(ctx.db, empty);
  const isAccount =
    what !== 'api' && buckets.some(({ kind, key }) => kind !== 'shared' && empty.includes(key));
  throw new DomainError(isAccount ? 'too_many_attempts' : 'rate_limited', undefined, { retry_after });
}

export const accountBucket = (what: Limited, account: string): string =>
  `${what}:account:${hashSecret(account.trim().toLowerCase())}`;

type Counted = Bucket & { kind: 'own' | 'account' | 'shared' };

/** A known device passes what strangers have used up; it has a bucket of its own. */
function ofDevice(what: Limited, name: string, device: string): Counted[] {
  const { knownDevice } = LIMITS[what] as Limit;
  return knownDevice
    ? [{ kind: 'own', key: `${what}:device:${hashSecret(`${name} ${device}`)}`, ...knownDevice }]
    : [];
}

/** Those of the whole host first: everybody takes them in this order. */
function allOf(ctx: ServiceContext, what: Limited, name: string | null): Counted[] {
  const limit: Limit = LIMITS[what];
  const factor = ctx.wire?.limitFactor ?? 1;
  // What came over no wire, a script's or a job's, has no source.
  const address = ctx.wire?.address ?? null;
  const source = address === null ? null : sourceNetwork(address);
  const wide = (rate: { count: number; seconds: number }) => ({ ...rate, count: rate.count * factor });
  const counted: Counted[] = [];
  if (source !== null) {
    if (limit.host) counted.push({ kind: 'shared', key: `${what}:host`, ...wide(limit.host) });
    if (limit.source)
      counted.push({ kind: 'shared', key: `${what}:source:${hashSecret(source)}`, ...wide(limit.source) });
  }
  if (name !== null) {
    const account = what === 'api' && limit.account ? wide(limit.account) : limit.account;
    if (account) counted.push({ kind: 'account', key: accountBucket(what, name), ...account });
    if (limit.accountAndSource)
      counted.push({
        kind: 'own',
        key: `${what}:pair:${hashSecret(`${name} ${source ?? ''}`)}`,
        ...limit.accountAndSource,
      });
  }
  return counted;
}

async function findKnownDevice(ctx: ServiceContext, email: string): Promise<string | null> {
  const device = ctx.wire?.device;
  if (!device) return null;
  const deviceHash = hashSecret(device);
  const isKnown = await isKnownDevice(ctx.db, { email, deviceHash, usedAfter: knownSince(ctx.clock.now()) });
  return isKnown ? device : null;
}
