import type { Integration } from '@/lib/contracts/lightspeed';
import { DomainError } from '@/lib/core/domain-error';
import { env } from '@/lib/platform/env';
import type { ServiceContext } from '@/lib/services/context';
import { connectIntegration } from '@/lib/services/integration/connect-integration';
import { createAuthorizeUrl } from '@/lib/services/integration/create-authorize-url';

/** Connects a company with the simulator. */
export async function connectSimulator(ctx: ServiceContext, company_id: string): Promise<Integration> {
  const { url } = await createAuthorizeUrl(ctx, { company_id, purpose: 'connect' });
  return connectIntegration(ctx, { company_id, name: 'Lightspeed K-Series', code: await consent(url) });
}

/** Presses Allow on the consent page, as a person would; the code that comes of it. */
export async function consent(authorizeUrl: string): Promise<string> {
  const code = (await consentAndReturn(authorizeUrl)).searchParams.get('code');
  if (code === null) throw new DomainError('lightspeed_oauth_exchange_failed', 'the simulator gave no code');
  return code;
}

/** The address the browser would be sent back to. */
export async function consentAndReturn(authorizeUrl: string): Promise<URL> {
  const page = await fetch(authorizeUrl);
  const html = await page.text();
  const fields = [...html.matchAll(/<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g)];
  const form = new URLSearchParams(fields.map(([, name = '', value = '']) => [name, unescapeHtml(value)]));
  form.set('decision', 'allow');
  const action = unescapeHtml(/<form[^>]*action="([^"]*)"/.exec(html)?.[1] ?? '');
  const answer = await fetch(new URL(action || authorizeUrl, authorizeUrl), {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  return new URL(answer.headers.get('location') ?? '', env().APP_URL);
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
