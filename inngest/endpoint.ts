import { serve } from 'inngest/next';
import { inngest, isUnsigned } from '@/lib/jobs/client';
import { env } from '@/lib/platform/env';
import { functions } from './registry';
import { canonicalJson, isSigned, readSignature, sign } from './signature';

const PATH = '/api/inngest';
/**
 * A call carries the results of all steps so far: here counters, so that even the longest run is far below
 * this.
 */
const MAX_BODY = 8 * 1024 * 1024;
/** Where the caller thinks it is, or was sent by a proxy. The address of the app is its own setting. */
const ADDRESS_HEADERS = /^(host|forwarded|x-forwarded-.*|x-original-.*|x-real-ip)$/;

const answer = (status: number, message: string) =>
  Response.json({ message }, { status, headers: { 'cache-control': 'no-store' } });
/** Whatever is wrong with a caller, he learns nothing. */
const refuse = () => answer(401, 'Unauthorized');

/**
 * Where the job server reaches this app: INNGEST_SERVE_ORIGIN, or the address people open. Never what a
 * request says.
 */
const serveUrl = () => new URL(PATH, env().INNGEST_SERVE_ORIGIN ?? env().APP_URL);

export const signingKeys = () =>
  [env().INNGEST_SIGNING_KEY, env().INNGEST_SIGNING_KEY_FALLBACK].filter((key) => key !== undefined);

type Method = 'GET' | 'POST' | 'PUT';
type Handler = Record<Method, (request: Request, context: unknown) => Promise<Response>>;
let handler: Handler | undefined;
/** Made on first use, because a build has no settings. */
function sdk(): Handler {
  handler ??= serve({
    client: inngest,
    functions,
    serveOrigin: serveUrl().origin,
    servePath: PATH,
    enableUnauthedSync: false,
  }) as unknown as Handler;
  return handler;
}

/**
 * Every call to the job endpoint. A call not signed with one of our keys gets 401 before anything of it is
 * parsed, by any method; only the SDK's development mode knows no signatures.
 */
export async function handleJobCall(request: Request): Promise<Response> {
  try {
    const signature = request.headers.get('x-inngest-signature');
    if (!isUnsigned && !readSignature(signature)) return refuse();
    const text = await readLimited(request);
    if (text === null) return isUnsigned ? answer(413, 'Too long') : refuse();
    if (
      !isUnsigned &&
      !isSigned(signingKeys(), signature, text === '' ? '' : canonicalJson(JSON.parse(text)))
    )
      return refuse();
    const { method } = request;
    if (method !== 'GET' && method !== 'POST' && method !== 'PUT') return answer(405, 'Method not allowed');
    return await pass(method, request, text);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return refuse();
    inngest.logger.error({ err: error }, 'a call of the job server failed');
    return answer(500, 'Internal error');
  }
}

/** Passes the request to the SDK, under our own address. */
function pass(method: Method, request: Request, text: string): Promise<Response> {
  const url = serveUrl();
  url.search = new URL(request.url).search;
  const headers = new Headers(request.headers);
  for (const name of [...headers.keys()]) if (ADDRESS_HEADERS.test(name)) headers.delete(name);
  headers.delete('content-length');
  const body = method === 'GET' ? {} : { body: text };
  return sdk()[method](new Request(url, { method, headers, ...body }), undefined);
}

async function readLimited(request: Request): Promise<string | null> {
  const reader = request.body?.getReader();
  if (!reader) return '';
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(parts).toString('utf8');
    size += value.length;
    if (size > MAX_BODY) {
      await reader.cancel().catch(() => {});
      return null;
    }
    parts.push(value);
  }
}

/** What the SDK says of these functions when a job server asks. */
export async function describeApp(): Promise<Record<string, unknown>> {
  const body = canonicalJson({ url: serveUrl().href });
  const key = signingKeys()[0];
  const response = await sdk().PUT(
    new Request(serveUrl(), {
      method: 'PUT',
      headers: {
        'content-type': 'application/json',
        'x-inngest-sync-kind': 'in_band',
        ...(key === undefined ? {} : { 'x-inngest-signature': sign(key, body) }),
      },
      body,
    }),
    undefined,
  );
  if (response.status !== 200) throw new Error(`the SDK answered ${response.status}`);
  return (await response.json()) as Record<string, unknown>;
}
