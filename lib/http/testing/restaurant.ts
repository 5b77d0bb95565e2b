import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { inngest } from '@/inngest/client';
import { KEY_SETTINGS } from '@/inngest/testing/keys';
import { ZURICH } from '@/lib/lightspeed/simulator/catalogue';
import { pressAllow } from '@/lib/lightspeed/simulator/press-allow';
import { startSimulator } from '@/lib/lightspeed/simulator/start-simulator';
import { createKeyForCli } from '@/lib/services/people/create-key-for-cli';
import { type Reply, type Sent, testApi } from './api';

export const REDIRECT = 'http://localhost:3000/api/lightspeed/callback';
export { ZURICH };
/** Ended everywhere on earth. */
export const DAY = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);

const item = (id: string, name: string) => ({
  id,
  sku: name.toLowerCase().replaceAll(' ', '-'),
  name,
  group: 'Menu',
  price: 5,
  itemType: 'ITEM' as const,
  active: true,
  priceMode: 'AMOUNT' as const,
});
const ITEMS = ['Cola', 'Espresso', 'Party platter', 'Steak', 'Without cheese'].map((name, index) =>
  item(String(9_007_199_254_740_993n + BigInt(index)), name),
);

/** Sale lines of one bill, as Lightspeed sends them. */
export const bill = (...lines: [sku: string | null, quantity: string, more?: Record<string, string>][]) => ({
  accountReference: 'A1',
  accountFiscId: 'A1.1',
  receiptId: 'R1.1',
  type: 'SALE',
  timeClosed: `${DAY}T12:00:00.000Z`,
  salesLines: lines.map(([sku, quantity, more], index) => ({
    id: `S1.${index}`,
    sku,
    name: sku ?? 'Free text',
    quantity,
    totalNetAmountWithTax: '5.00',
    timeOfSale: `${DAY}T11:30:00.000Z`,
    ...more,
  })),
});

/** The API of a company beside a K-Series host and a job server that only takes note. */
export async function openRestaurant() {
  const jobs = await startJobSink();
  const simulator = await startSimulator();
  simulator.control.setItems(ITEMS);
  const api = await testApi({
    LIGHTSPEED_API_URL: simulator.apiUrl,
    LIGHTSPEED_AUTHORIZE_URL: simulator.authorizeUrl,
    LIGHTSPEED_TOKEN_URL: simulator.tokenUrl,
    LIGHTSPEED_CLIENT_ID: simulator.clientId,
    LIGHTSPEED_CLIENT_SECRET: simulator.clientSecret,
    ...KEY_SETTINGS,
    INNGEST_BASE_URL: jobs.url,
  });
  // The client read the environment when it was imported, before there was a job server.
  inngest.setEnvVars(process.env);
  const person = { email: 'owner@test.example', password: 'a long password' };
  const made = await createKeyForCli(api.db, { ...person, company: 'Seeblick', role: 'owner' });
  const call = (path: string, sent: Sent = {}) => api.call(path, { as: made.api_key, ...sent });
  return {
    ...api,
    call,
    simulator,
    jobs: jobs.events,
    companyId: made.company_id,
    userId: made.user_id,
    /** The write's answer, which must be a good one. */
    async write(method: string, path: string, body: Record<string, unknown> = {}): Promise<Reply['json']> {
      const reply = await call(path, { method, body });
      if (reply.status >= 300)
        throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.json)}`);
      return reply.json;
    },
    async close() {
      await api.close();
      await simulator.stop();
      jobs.stop();
    },
  };
}
export type Restaurant = Awaited<ReturnType<typeof openRestaurant>>;

/** A connected company: kitchen, synced location linked to it, synced items; nothing mapped or activated yet. */
export async function setUp(restaurant: Restaurant) {
  const { call, write, companyId: company_id } = restaurant;
  const unit = await write('POST', '/storage-units', { company_id, name: 'Kitchen' });
  const ingredient = async (name: string, base_unit: string) =>
    (await write('POST', '/ingredients', { company_id, name, base_unit })).id as string;
  const ingredients = {
    cola: await ingredient('Cola bottle', 'bottle'),
    beans: await ingredient('Coffee beans', 'kg'),
    beef: await ingredient('Beef fillet', 'kg'),
    cheese: await ingredient('Cheese', 'kg'),
  };
  const recipe = async (name: string, lines: unknown[]) =>
    (await write('POST', '/recipes', { company_id, name, lines })).id as string;
  const recipes = {
    steak: await recipe('Steak', [
      { ingredient_id: ingredients.beef, quantity: '0.250', trim_percent: '10' },
    ]),
    platter: await recipe('Platter', [{ ingredient_id: ingredients.cheese, quantity: '100', unit: 'g' }]),
  };
  const { url } = (await call(`/integrations/lightspeed/authorize-url?company_id=${company_id}`)).json;
  const code = (await pressAllow(url)).searchParams.get('code') ?? '';
  const till = await write('POST', '/integrations/lightspeed', { company_id, name: 'Till', code });
  const at = `/integrations/lightspeed/${till.id}`;
  await write('POST', `${at}/sync-locations`);
  await write('POST', `${at}/sync-items`);
  const locations = (await call(`${at}/locations`)).json.data as { id: string; lightspeed_id: string }[];
  const location = locations.find((one) => one.lightspeed_id === ZURICH)?.id ?? '';
  const items = Object.fromEntries(
    ((await call(`${at}/items`)).json.data as { sku: string; id: string }[]).map(({ sku, id }) => [sku, id]),
  ) as Record<string, string>;
  return {
    unit: unit.id as string,
    ingredients,
    recipes,
    till: till.id as string,
    location,
    items,
    locations,
  };
}

/** Answers like the job server's event address, and keeps what was sent. */
async function startJobSink() {
  const events: { name: string; data: Record<string, string> }[] = [];
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const sent = body ? [JSON.parse(body)].flat() : [];
      events.push(...sent);
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ status: 200, ids: sent.map((_, index) => String(index)) }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    events,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
