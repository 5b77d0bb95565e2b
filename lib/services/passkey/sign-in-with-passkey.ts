import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import type { z } from 'zod';
import { findPasskey, type PasskeyRow, spendPasskeyCounter } from '@/db/queries/passkeys';
import { passkeySignInInput } from '@/lib/contracts/passkeys';
import type { userSchema } from '@/lib/contracts/people';
import { DomainError } from '@/lib/core/domain-error';
import { auditPerson } from '../audit';
import type { ServiceContext } from '../context';
import { takeLimits } from '../limits/take-limits';
import { toUser } from '../people/to-user';
import { takeChallenge } from './challenges';
import { relyingParty } from './relying-party';

type Response = z.output<typeof passkeySignInInput>['response'];

/**
 * The person whose device signed the challenge of this browser, after it knew them by finger, face or PIN: no
 * password and no code besides (R48). A passkey nobody has, one that was removed, a wrong signature and a
 * person who was disabled are answered alike; so is one that did not count on, which may be a copy. Throws
 * passkey_refused | rate_limited.
 */
export async function signInWithPasskey(
  ctx: ServiceContext,
  raw: z.input<typeof passkeySignInInput>,
): Promise<z.infer<typeof userSchema>> {
  const { response } = passkeySignInInput.parse(raw);
  await takeLimits(ctx, 'passkey');
  const challenge = await takeChallenge(ctx, 'browser');
  const found = await findPasskey(ctx.db, response.id);
  if (!found) throw new DomainError('passkey_refused');
  const { passkey, user } = found;
  const refuse = async (reason: string): Promise<never> => {
    const event = { action: 'session.refuse', byUserId: null, details: { reason } } as const;
    await auditPerson(ctx.db, ctx, { userId: user.id }, event);
    throw new DomainError('passkey_refused');
  };
  const counter = challenge === undefined ? null : await countOf(ctx, response, challenge, passkey);
  if (counter === null) return refuse('wrong_passkey');
  if (user.disabledAt !== null) return refuse('disabled');
  const now = ctx.clock.now();
  if (!(await spendPasskeyCounter(ctx.db, { id: passkey.id, counter, now }))) return refuse('copied_passkey');
  const event = { action: 'session.begin', byUserId: user.id, details: { with: 'passkey' } } as const;
  await auditPerson(ctx.db, ctx, { userId: user.id }, event);
  return toUser(user);
}

/**
 * What the authenticator has counted to; null where it did not sign this challenge, here, for this person.
 */
async function countOf(
  ctx: ServiceContext,
  response: Response,
  expectedChallenge: string,
  passkey: PasskeyRow,
): Promise<number | null> {
  const { origin, id } = relyingParty(ctx);
  const { userHandle } = response.response;
  if (!userHandle || Buffer.from(userHandle, 'base64url').toString() !== passkey.userId) return null;
  const { clientDataJSON, authenticatorData, signature } = response.response;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        ...response,
        response: { clientDataJSON, authenticatorData, signature, userHandle },
        clientExtensionResults: {},
      },
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
        // The database compares, so that of two at once one counts (`spendPasskeyCounter`).
        counter: 0,
      },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    // What the package says quotes what came.
    return null;
  }
}
