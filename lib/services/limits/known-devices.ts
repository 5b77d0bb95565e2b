import type { Queryable } from '@/db/client';
import { noteDevice } from '@/db/queries/limits';
import { hashSecret, makeSecret } from '@/lib/platform/secret';
import type { ServiceContext } from '../context';

export const DEVICE_SECONDS = 365 * 24 * 60 * 60;

/** A device that was not used for a year is known no more. */
export const knownSince = (now: Date) => new Date(now.getTime() - DEVICE_SECONDS * 1000);

/**
 * The browser that a person has just signed in with is one of theirs from now on (R2); answers what its
 * cookie is to say: what it says already, or something new; and whether they were not known by it.
 */
export async function rememberDevice(
  tx: Queryable,
  ctx: ServiceContext,
  userId: string,
): Promise<{ device: string; isNew: boolean }> {
  const device = ctx.wire?.device ?? makeSecret();
  const isNew = await noteDevice(tx, { userId, deviceHash: hashSecret(device), now: ctx.clock.now() });
  return { device, isNew };
}
