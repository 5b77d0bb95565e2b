import { putPasskeyChallenge, takePasskeyChallenge } from '@/db/queries/passkeys';
import { DomainError } from '@/lib/core/domain-error';
import { hashSecret } from '@/lib/platform/secret';
import type { ServiceContext } from '../context';
import { requirePerson } from '../session/require-person';

const CHALLENGE_MS = 5 * 60_000;
/** As long as the browser may ask for a finger or a PIN. */
export const CHALLENGE_SECONDS = CHALLENGE_MS / 1000;

/** Whom a challenge is for: this session, or the browser that wants to sign in. */
export type Challenged = 'session' | 'browser';

/**
 * What is to be signed, kept until it is answered: for no other session or browser, five minutes, once (R48).
 */
export async function keepChallenge(ctx: ServiceContext, of: Challenged, challenge: string): Promise<void> {
  const expiresAt = new Date(ctx.clock.now().getTime() + CHALLENGE_MS);
  const boundTo = boundToOf(ctx, of);
  if (boundTo === null) throw new DomainError('unauthenticated');
  await putPasskeyChallenge(ctx.db, { boundTo, challenge, expiresAt });
}

/** The one kept, gone with this; undefined when there is none, or it is too old. */
export async function takeChallenge(ctx: ServiceContext, of: Challenged): Promise<string | undefined> {
  const boundTo = boundToOf(ctx, of);
  return boundTo === null ? undefined : takePasskeyChallenge(ctx.db, { boundTo, now: ctx.clock.now() });
}

function boundToOf(ctx: ServiceContext, of: Challenged): string | null {
  const secret = of === 'session' ? requirePerson(ctx).sessionId : ctx.wire?.browser;
  return secret ? hashSecret(`${of} ${secret}`) : null;
}
