import { generateRegistrationOptions } from '@simplewebauthn/server';
import type { z } from 'zod';
import { listPasskeys } from '@/db/queries/passkeys';
import { type startedPasskeySchema, startPasskeyInput } from '@/lib/contracts/passkeys';
import type { ServiceContext } from '../context';
import { requireRoom } from '../limits/require-room';
import { requireConfirmed } from '../second-factor/change-account';
import { requirePerson } from '../session/require-person';
import { CHALLENGE_SECONDS, keepChallenge } from './challenges';
import { relyingParty } from './relying-party';

/**
 * What the browser is to make a passkey by (R48): kept on the device, and opened by a finger, a face or a
 * PIN, so that it is both factors. Throws wrong_password | quota_reached.
 */
export async function startPasskey(
  ctx: ServiceContext,
  raw: z.input<typeof startPasskeyInput>,
): Promise<z.infer<typeof startedPasskeySchema>> {
  requirePerson(ctx);
  const input = startPasskeyInput.parse(raw);
  const user = await requireConfirmed(ctx, input.current_password);
  const has = await listPasskeys(ctx.db, user.id);
  requireRoom('passkeys', has.length);
  const { id, name } = relyingParty(ctx);
  const options = await generateRegistrationOptions({
    rpName: name,
    rpID: id,
    userID: new TextEncoder().encode(user.id),
    userName: user.email,
    userDisplayName: user.name || user.email,
    timeout: CHALLENGE_SECONDS * 1000,
    attestationType: 'none',
    excludeCredentials: has.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await keepChallenge(ctx, 'session', options.challenge);
  return { options: { ...options } };
}
