import { z } from 'zod';

const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'a postgres:// address');

/** A time limit in milliseconds; 0 = none. */
const milliseconds = (standard: number) =>
  z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.coerce.number().int().min(0).max(2_147_483_647).default(standard),
  );

/** As an Inngest server has it: bytes in hexadecimal, the name of an environment before them if it likes. */
const signingKey = z
  .string()
  .regex(
    /^(signkey-\w+-)?([0-9a-fA-F]{2}){16,}$/,
    'at least 32 hexadecimal digits, after signkey-…- or alone: openssl rand -hex 32',
  );

/** What a process is for: pages and API, jobs, or both. */
export type ProcessRole = 'all' | 'web' | 'worker';

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  DATABASE_URL: postgresUrl,
  DATABASE_DIRECT_URL: optional(postgresUrl),
  DATABASE_PREPARE: optional(z.enum(['true', 'false']).transform((value) => value === 'true')),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(10),
  DATABASE_REPORT_POOL_SIZE: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.coerce.number().int().min(1).max(20).default(3),
  ),
  DATABASE_STATEMENT_TIMEOUT: milliseconds(60_000),
  DATABASE_REPORT_TIMEOUT: milliseconds(60_000),
  DATABASE_LOCK_TIMEOUT: milliseconds(30_000),
  DATABASE_IDLE_IN_TRANSACTION_TIMEOUT: milliseconds(60_000),
  APP_URL: url.default('http://localhost:3000'),
  NEXTAUTH_SECRET: z.string().min(32, 'at least 32 characters'),
  NEXTAUTH_SECRET_PREVIOUS: optional(z.string().min(32, 'at least 32 characters')),
  TOKEN_ENCRYPTION_KEYS: z
    .string()
    .regex(
      /^[\w-]+:[A-Za-z0-9+/]{43}=(,[\w-]+:[A-Za-z0-9+/]{43}=)*$/,
      'id:base64key[,id:base64key…], each key 32 bytes',
    ),
  SIGN_UP: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.enum(['open', 'invited', 'closed']).default('open'),
  ),
  TRUSTED_PROXY_HOPS: optional(z.coerce.number().int().min(0).max(10)),
  LIMIT_FACTOR: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.coerce.number().min(0.1).max(10_000).default(1),
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
  // Set by the commands that start the simulator: what makes a sample restaurant consents there by itself.
  LIGHTSPEED_SIMULATOR: z
    .string()
    .optional()
    .transform((value) => value === 'true'),
  LIGHTSPEED_SCOPES: z.string().default('financial-api items offline_access'),
  INNGEST_DEV: optional(z.string()),
  INNGEST_BASE_URL: optional(url),
  INNGEST_EVENT_KEY: optional(z.string().regex(/^[\w-]+$/, 'letters, digits, _ and - only')),
  INNGEST_SIGNING_KEY: optional(signingKey),
  INNGEST_SIGNING_KEY_FALLBACK: optional(signingKey),
  INNGEST_SERVE_ORIGIN: optional(url),
  SMTP_URL: optional(
    z.string().regex(/^smtps?:\/\/([^\s/@]+@)?[^\s/@]+\/?$/, 'smtp[s]://[user:password@]host[:port]'),
  ),
  MAIL_FROM: optional(
    z.string().regex(/^[^<>\r\n]*<?[^<>\s@]+@[^<>\s@]+>?$/, 'Name <address@host>, or an address'),
  ),
  // Set by the commands that start the demo and development: mail is kept to be read at /mailbox.
  MAILBOX: z
    .string()
    .optional()
    .transform((value) => value === 'true'),
  PROCESS_ROLE: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.enum(['all', 'web', 'worker']).default('all'),
  ),
  SHUTDOWN_GRACE_SECONDS: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.coerce.number().int().min(0).max(3600).default(30),
  ),
  METRICS_TOKEN: optional(z.string().min(16, 'at least 16 characters')),
  ERROR_REPORT_URL: optional(url),
  ACCESS_LOG: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z
      .enum(['true', 'false'])
      .default('true')
      .transform((value) => value === 'true'),
  ),
  // Development and tests only: webhooks may name this machine. npm start sets it to false.
  WEBHOOK_LOOPBACK: z
    .string()
    .optional()
    .transform((value) => value === 'true'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type Env = z.infer<typeof schema>;

/** What one setting of the job server asks of the others. */
function jobProblems(settings: Env): string[] {
  const {
    NODE_ENV,
    INNGEST_EVENT_KEY: eventKey,
    INNGEST_SIGNING_KEY: signing,
    INNGEST_SIGNING_KEY_FALLBACK: fallback,
  } = settings;
  const isDev = !['0', 'false'].includes(settings.INNGEST_DEV ?? '0');
  if (isDev && NODE_ENV !== 'production') return [];
  const problems: string[] = [];
  if (isDev)
    problems.push('INNGEST_DEV: only with npm run dev; without signatures anybody could run the jobs');
  if (eventKey && !signing) problems.push('INNGEST_SIGNING_KEY: missing, INNGEST_EVENT_KEY needs it');
  if (signing && !eventKey) problems.push('INNGEST_EVENT_KEY: missing, INNGEST_SIGNING_KEY needs it');
  if (fallback && !signing)
    problems.push('INNGEST_SIGNING_KEY: missing, INNGEST_SIGNING_KEY_FALLBACK needs it');
  if (settings.INNGEST_BASE_URL && !eventKey && !signing)
    problems.push('INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY: missing, INNGEST_BASE_URL needs them');
  return problems;
}

function mailProblems({ SMTP_URL, MAIL_FROM }: Env): string[] {
  if (SMTP_URL && !MAIL_FROM) return ['MAIL_FROM: missing, SMTP_URL needs it'];
  if (MAIL_FROM && !SMTP_URL) return ['SMTP_URL: missing, MAIL_FROM needs it'];
  return [];
}

/** Reads settings from `source`; throws one message that names every wrong one, never its value. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(source);
  const problems = parsed.success
    ? [...jobProblems(parsed.data), ...mailProblems(parsed.data)]
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (parsed.success && problems.length === 0) return parsed.data;
  const lines = problems.map((problem) => `  ${problem}`).join('\n');
  throw new Error(`Settings are missing or wrong (see .env.example):\n${lines}`);
}

let cached: Env | undefined;

/** The process's settings, read on first use so that a build needs none. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}
