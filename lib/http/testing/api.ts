import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { expect, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '@/db/testing/database';
import { newSessionCookie } from '@/lib/auth/session-cookie';
import { closeContainer } from '@/lib/platform/container';
import { handleApiRequest } from '../handle-api-request';
import { openApiDocument } from '../openapi';
import type { Operation } from '../operation';
import { OPERATIONS } from '../registry';

export const ORIGIN = 'http://localhost:3000';

export interface Sent {
  method?: string;
  /** Text goes as it is, anything else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  /** An API key. */
  as?: string | null;
}
export interface Reply {
  status: number;
  code: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of the JSON.
  json: any;
  headers: Headers;
}

/** Settings of a process whose database is `databaseUrl`. */
export function stubSettings(databaseUrl: string, more: Record<string, string> = {}): void {
  const settings = {
    DATABASE_URL: databaseUrl,
    APP_URL: ORIGIN,
    NEXTAUTH_SECRET: 'x'.repeat(32),
    TOKEN_ENCRYPTION_KEYS: `t:${Buffer.alloc(32, 1).toString('base64')}`,
    LOG_LEVEL: 'silent',
    ...more,
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
}

/** A fresh database behind the real route handler; every answer is held against the OpenAPI document. */
export async function testApi(settings: Record<string, string> = {}) {
  const t: TestDatabase = await testDatabase();
  stubSettings(t.url, settings);
  const codes = new Set<string>();

  async function call(path: string, sent: Sent = {}): Promise<Reply> {
    const reply = await send(handleApiRequest, path, sent);
    expectDescribed(sent.method ?? 'GET', path.split('?')[0] as string, reply);
    if (reply.code) codes.add(reply.code);
    return reply;
  }

  return {
    db: t.db,
    owner: t.owner,
    call,
    /** Every error code answered so far. */
    codes,
    /** Headers of a person signed in on one of our pages. */
    session: async (userId: string) => ({
      cookie: ((await newSessionCookie(userId)).split(';')[0] ?? '') as string,
      origin: ORIGIN,
      'sec-fetch-site': 'same-origin',
    }),
    async close() {
      await closeContainer();
      await t.close();
    },
  };
}

export async function send(
  handle: (request: Request) => Promise<Response>,
  path: string,
  { method = 'GET', body, headers = {}, as }: Sent,
): Promise<Reply> {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const hasBody = text !== undefined && method !== 'GET';
  const response = await handle(
    new Request(`${ORIGIN}/api/v1${path}`, {
      method,
      headers: {
        host: 'localhost:3000',
        ...(hasBody && { 'content-type': 'application/json' }),
        ...(as && { authorization: `Bearer ${as}` }),
        ...headers,
      },
      ...(hasBody && { body: text }),
    }),
  );
  const json = await response.json();
  return { status: response.status, code: json?.error?.code, json, headers: response.headers };
}

const document = openApiDocument(OPERATIONS, `${ORIGIN}/api/v1`);
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(document, 'api');
const compiled = new Map<string, ValidateFunction>();

function expectDescribed(method: string, path: string, { status, json, code }: Reply): void {
  const operation = operationAt(method, path);
  const pointer = operation
    ? `api#/paths/${escaped(operation.path)}/${method.toLowerCase()}/responses/${status}/content/application~1json/schema`
    : 'api#/components/schemas/Error';
  let validate = compiled.get(pointer);
  try {
    validate ??= ajv.compile({ $ref: pointer });
  } catch {
    throw new Error(
      `${method} ${path} answered ${status} ${code ?? ''}, which its description does not have`,
    );
  }
  compiled.set(pointer, validate);
  const isValid = validate(json);
  expect(isValid ? [] : [`${method} ${path} ${status} ${code ?? ''}`, validate.errors]).toEqual([]);
}

const escaped = (path: string) => encodeURIComponent(path.replaceAll('~', '~0').replaceAll('/', '~1'));

/** Fixed words before parameters, as the router has it. */
function operationAt(method: string, path: string): Operation | undefined {
  const fits = (o: Operation) => new RegExp(`^${o.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path);
  const parameters = (o: Operation) => o.path.split('{').length;
  const best = OPERATIONS.filter(fits).sort((a, b) => parameters(a) - parameters(b));
  return best.find((o) => o.method === method && parameters(o) === parameters(best[0] as Operation));
}
