/**
 * Allows access on the simulator's consent page, as a person would; the address the browser is then sent to,
 * with `code` and `state`. Throws when the page sends the browser nowhere.
 */
export async function approveConsent(authorizeUrl: string): Promise<URL> {
  const address = new URL(authorizeUrl);
  const form = new URLSearchParams(address.search);
  form.set('decision', 'allow');
  const answer = await fetch(`${address.origin}${address.pathname}`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  const target = answer.headers.get('location');
  if (target === null) throw new Error(`the consent page answered ${answer.status} without an address`);
  return new URL(target);
}

/** The code that comes of it. Throws when there is none. */
export async function approvedCode(authorizeUrl: string): Promise<string> {
  const code = (await approveConsent(authorizeUrl)).searchParams.get('code');
  if (code === null) throw new Error('the consent page gave no code');
  return code;
}
