import { type PublicKeyCredentialCreationOptionsJSON, startRegistration } from '@simplewebauthn/browser';
import { addPasskeyAction, startPasskeyAction } from '@/lib/actions/second-factor';

/** Asks this browser for a passkey and keeps it; what the browser or the person refuses is a code as well. */
export async function makePasskey({ name, current_password }: { name: string; current_password: string }) {
  const started = await startPasskeyAction({ current_password });
  if (!started?.data) return { ...started, data: undefined };
  // The server made them for this very call.
  const optionsJSON = started.data.options as unknown as PublicKeyCredentialCreationOptionsJSON;
  try {
    return addPasskeyAction({ name, response: await startRegistration({ optionsJSON }) });
  } catch (error) {
    const isKnown = error instanceof Error && error.name === 'InvalidStateError';
    return { serverError: { code: isKnown ? 'passkey_exists' : 'passkey_refused' } };
  }
}
