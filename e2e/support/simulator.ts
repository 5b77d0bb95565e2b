import { approvedCode } from '@/lib/lightspeed/simulator/approve-consent';
import type { SimSale } from '@/lib/lightspeed/simulator/sales';

const url = () => process.env.E2E_SIMULATOR_URL ?? '';

/** Uses one of the simulator's switches (lib/lightspeed/simulator, `Control`). */
export async function control(name: string, body: unknown = {}): Promise<void> {
  const answer = await fetch(`${url()}/__control/${name}`, { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`the simulator answered ${answer.status} to ${name}`);
}

/**
 * Answers to the sales of this location wait, after so many to each connection that did not, until `release`.
 */
export const holdSales = (lightspeedId: string, after = 0) =>
  control('hold', { path: `/business-location/${lightspeedId}/sales-daily`, after });
export const release = () => control('release');

/** A till of the tests' own at the simulator: raw answers, read past the product. */
export async function rawSales(): Promise<(lightspeedId: string, day: string) => Promise<SimSale[]>> {
  const { LIGHTSPEED_CLIENT_ID: id = '', LIGHTSPEED_CLIENT_SECRET: secret = '' } = process.env;
  const redirect_uri = 'http://localhost/raw';
  const authorize = new URL(process.env.LIGHTSPEED_AUTHORIZE_URL ?? '');
  const wanted = { response_type: 'code', client_id: id, redirect_uri, scope: 'financial-api' };
  authorize.search = new URLSearchParams(wanted).toString();
  const code = await approvedCode(authorize.href);
  const tokens = await fetch(process.env.LIGHTSPEED_TOKEN_URL ?? '', {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri }),
  });
  const { access_token } = (await tokens.json()) as { access_token: string };
  return async (lightspeedId, day) => {
    const answer = await fetch(`${url()}/f/v2/business-location/${lightspeedId}/sales-daily?date=${day}`, {
      headers: { authorization: `Bearer ${access_token}` },
    });
    if (!answer.ok) throw new Error(`the simulator answered ${answer.status} to ${day}`);
    return ((await answer.json()) as { sales: SimSale[] }).sales;
  };
}
