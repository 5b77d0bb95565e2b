import { z } from 'zod';

const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'a postgres:// address');

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  DATABASE_URL: postgresUrl,
  DATABASE_DIRECT_URL: optional(postgresUrl),
  DATABASE_PREPARE: optional(z.enum(['true', 'false']).transform((value) => value === 'true')),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(10),
  APP_URL: url.default('http://localhost:3000'),
  NEXTAUTH_SECRET: z.string().min(32, 'at least 32 characters'),
  TOKEN_ENCRYPTION_KEYS: z
    .string()
    .regex(
      /^[\w-]+:[A-Za-z0-9+/]{43}=(,[\w-]+:[A-Za-z0-9+/]{43}=)*$/,
      'id:base64key[,id:base64key…], each key 32 bytes',
    ),
  LIGHTSPEED_API_URL: url.default('https://api.lsk.lightspeed.app'),
  LIGHTSPEED_AUTHORIZE_URL: url.default(
    'https://auth.lsk-prod.app/realms/k-series/protocol/openid-connect/auth',
  ),
  LIGHTSPEED_TOKEN_URL: url.default(
    'https://auth.lsk-prod.app/realms/k-series/protocol/openid-connect/token',
  ),
  LIGHTSPEED_CLIENT_ID: optional(z.string().trim()),
  LIGHTSPEED_CLIENT_SECRET: optional(z.string().trim()),
  LIGHTSPEED_SCOPES: z.string().default('financial-api items offline_access'),
  INNGEST_DEV: optional(z.string()),
  INNGEST_BASE_URL: optional(url),
  INNGEST_EVENT_KEY: optional(z.string()),
  INNGEST_SIGNING_KEY: optional(z.string()),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type Env = z.infer<typeof schema>;

/** Reads settings from `source`; throws one message that names every wrong one, never its value. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`Settings are missing or wrong (see .env.example):\n${problems.join('\n')}`);
}

let cached: Env | undefined;

/** The process's settings, read on first use so that a build needs none. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}
