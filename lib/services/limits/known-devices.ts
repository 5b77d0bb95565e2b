import { noteDevice } from '@/db/queries/limits';
import { hashSecret, makeSecret } from '@/lib/platform/secret';
import type { ServiceContext } from '../context';

export const DEVICE_SECONDS = 365 * 24 * 60 * 60;

/** A device that was not used for a year is known no more. */
export const knownSince = (now: Date) => new Date(now.getTime() - DEVICE_SECONDS * 1000);

/**
 * The browser that a person has just signed in with is one of theirs from now on (R2); answers what its
 * cookie is to say: what it says already, or something new.
 */
export async function rememberDevice(ctx: ServiceContext, userId: string): Promise<string> {
  const device = ctx.wire?.device ?? makeSecret();
  await noteDevice(ctx.db, { userId, deviceHash: hashSecret(device), now: ctx.clock.now() });
  return device;
}
