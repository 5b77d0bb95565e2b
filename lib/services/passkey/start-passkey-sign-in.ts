import { generateAuthenticationOptions } from '@simplewebauthn/server';
import type { z } from 'zod';
import type { startedPasskeySchema } from '@/lib/contracts/passkeys';
import type { ServiceContext } from '../context';
import { takeLimits } from '../limits/take-limits';
import { CHALLENGE_SECONDS, keepChallenge } from './challenges';
import { relyingParty } from './relying-party';

/**
 * What the browser is to sign in by: any passkey it has for this address; nobody is named, so nothing is told
 * (R48). Throws rate_limited.
 */
export async function startPasskeySignIn(ctx: ServiceContext): Promise<z.infer<typeof startedPasskeySchema>> {
  await takeLimits(ctx, 'passkey');
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(ctx).id,
    timeout: CHALLENGE_SECONDS * 1000,
    userVerification: 'required',
  });
  await keepChallenge(ctx, 'browser', options.challenge);
  return { options: { ...options } };
}
