import { verifyRegistrationResponse } from '@simplewebauthn/server';
import type { z } from 'zod';
import { insertPasskey } from '@/db/queries/passkeys';
import { addPasskeyInput } from '@/lib/contracts/passkeys';
import type { recoveryCodesSchema } from '@/lib/contracts/second-factor';
import { DomainError } from '@/lib/core/domain-error';
import { onViolation } from '@/lib/errors/violations';
import type { ServiceContext } from '../context';
import { withNewFactor } from '../second-factor/with-new-factor';
import { requirePerson } from '../session/require-person';
import { takeChallenge } from './challenges';
import { relyingParty } from './relying-party';

/**
 * The authenticator has made a passkey: from now on it signs the person in (R48). Recovery codes come with
 * the first second factor. Throws passkey_refused | passkey_exists.
 */
export async function addPasskey(
  ctx: ServiceContext,
  raw: z.input<typeof addPasskeyInput>,
): Promise<z.infer<typeof recoveryCodesSchema>> {
  const { userId } = requirePerson(ctx);
  const { name, response } = addPasskeyInput.parse(raw);
  const challenge = await takeChallenge(ctx, 'session');
  const made = challenge === undefined ? null : await verified(ctx, response, challenge);
  if (!made) throw new DomainError('passkey_refused');
  try {
    return await withNewFactor(ctx, 'second_factor.add_passkey', (tx) =>
      insertPasskey(tx, {
        userId,
        name,
        credentialId: made.credential.id,
        publicKey: Buffer.from(made.credential.publicKey).toString('base64url'),
        counter: made.credential.counter,
        transports: response.response.transports,
        createdAt: ctx.clock.now(),
      }),
    );
  } catch (error) {
    return onViolation(error, { passkeys_credential_id_unique: 'passkey_exists' });
  }
}

/** Null for what was not made for this challenge, here, by a person the authenticator knows. */
async function verified(
  ctx: ServiceContext,
  response: z.output<typeof addPasskeyInput>['response'],
  expectedChallenge: string,
) {
  const { origin, id } = relyingParty(ctx);
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: {
        ...response,
        // Of no matter for what is verified.
        response: { ...response.response, transports: [] },
        clientExtensionResults: {},
      },
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
    });
    return registrationInfo ?? null;
  } catch {
    // What the package says quotes what came.
    return null;
  }
}
