'use client';
import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
} from '@simplewebauthn/browser';
import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { type ActionResult, useRun } from '@/components/ui/use-run';

const never = () => () => {};

/** Signs in with what the device keeps (R48): no address, no password. `then`: where it goes on. */
export function PasskeySignIn({ then }: { then: string }) {
  const t = useTranslations('auth');
  const { run, pending, error } = useRun({ inPlace: true });
  const isAble = useSyncExternalStore(never, browserSupportsWebAuthn, () => false);
  if (!isAble) return null;
  return (
    <div className="grid gap-3">
      <FormError text={error} />
      <Button variant="secondary" pending={pending} onClick={() => run(() => enter(then))}>
        {t('passkey')}
      </Button>
    </div>
  );
}

async function enter(then: string): Promise<ActionResult<never>> {
  const begun = await post<{ options: unknown }>('/session/passkey/options', {});
  if (!begun.data) return { ...begun, data: undefined as never };
  let response: unknown;
  try {
    const optionsJSON = begun.data.options as PublicKeyCredentialRequestOptionsJSON;
    response = await startAuthentication({ optionsJSON });
  } catch {
    // Closed by the person, or there is none.
    return { serverError: { code: 'passkey_refused' } };
  }
  const entered = await post<unknown>('/session/passkey', { response });
  if (!entered.data) return { ...entered, data: undefined as never };
  // A full load: nothing of another person's session may stay in the router's cache.
  window.location.assign(`${then}${window.location.hash}`);
  return new Promise<never>(() => {});
}

async function post<O>(path: string, body: object): Promise<ActionResult<O>> {
  const answer = await fetch(`/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const json = await answer.json();
  return answer.ok ? { data: json } : { serverError: json.error };
}
