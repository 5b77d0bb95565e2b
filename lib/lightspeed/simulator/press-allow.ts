/** Presses Allow on the simulator's consent page; the address the browser is sent back to, with `code` and `state`. */
export async function pressAllow(authorizeUrl: string): Promise<URL> {
  const address = new URL(authorizeUrl);
  const form = new URLSearchParams(address.search);
  form.set('decision', 'allow');
  const answer = await fetch(`${address.origin}${address.pathname}`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  return new URL(answer.headers.get('location') ?? '');
}
