import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { isSigned } from '../signature';
import type { AppResponse } from './call-app';
import type { InngestEvent } from './engine/state';
import type { JobKeys } from './http-api';

const opSchema = z.object({
  id: z.string(),
  op: z.string(),
  name: z.string().nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
  opts: z.record(z.string(), z.unknown()).nullish(),
});
export type Op = z.infer<typeof opSchema>;
const opsSchema = z.union([z.array(opSchema), opSchema.transform((op) => [op])]);

/**
 * What an app's answer to one call means for the run. `lost`: no answer came from the SDK; `reached` if the
 * app may have begun.
 */
export type Outcome =
  | { type: 'lost'; reason: string; reached: boolean }
  | { type: 'ops'; ops: Op[]; noRetry: boolean; retryAt: number | null }
  | { type: 'completed'; data: unknown }
  | { type: 'failed'; error: unknown; noRetry: boolean; retryAt: number | null };

const eventSchema = z.object({
  name: z.string().min(1),
  id: z.string().min(1).nullish(),
  data: z.record(z.string(), z.unknown()).nullish(),
  ts: z.number().nullish(),
  user: z.unknown().optional(),
  v: z.unknown().optional(),
});
const eventsSchema = z.union([z.array(eventSchema), eventSchema.transform((event) => [event])]);

/**
 * What an app answered, in the words of the SDK spec (4.4.3 and 5.1.1). What the app did not sign, another
 * program may have said.
 */
export function readOutcome(response: AppResponse, keys: JobKeys, now: number): Outcome {
  const lost = (reason: string): Outcome => ({ type: 'lost', reached: false, reason });
  if (response.status === 401) return lost('the app has other keys (HTTP 401)');
  if (response.headers['x-inngest-sdk'] === undefined)
    return lost(`HTTP ${response.status} without an SDK behind it`);
  if (!isSignedAnswer(response, keys)) return lost(`HTTP ${response.status} that the app did not sign`);
  const body = parseJson(response.body);
  const noRetry = response.headers['x-inngest-no-retry'] === 'true';
  const after = response.headers['retry-after'];
  const retryAt =
    after === undefined ? null : /^\d+$/.test(after) ? now + Number(after) * 1000 : Date.parse(after) || null;
  if (response.status === 206) {
    const ops = opsSchema.safeParse(body);
    if (ops.success) return { type: 'ops', ops: ops.data, noRetry, retryAt };
  }
  if (response.status === 200) return { type: 'completed', data: body };
  const error = body ?? { name: 'Error', message: `HTTP ${response.status}: ${response.body.slice(0, 500)}` };
  return { type: 'failed', error, noRetry, retryAt };
}

export function isSignedAnswer({ headers, body }: AppResponse, { signing, fallback }: JobKeys): boolean {
  const signature = headers['x-inngest-signature'];
  const keys = fallback === undefined ? [signing] : [signing, fallback];
  return isSigned(keys, typeof signature === 'string' ? signature : null, body);
}

/**
 * One event or a list, as an app sends them. The seed is the same in each try of one sending, so that a try
 * whose answer was lost does not count twice. Throws a ZodError or a SyntaxError on anything else.
 */
export function readEvents(body: string, seed: string | undefined, now: number): InngestEvent[] {
  return eventsSchema.parse(JSON.parse(body)).map((event, index) => {
    const generated = seed ? createHash('sha1').update(`${seed} ${index}`).digest('hex') : randomUUID();
    return {
      id: event.id ?? generated,
      name: event.name,
      data: event.data ?? {},
      ts: event.ts ?? now,
      ...(event.user == null ? {} : { user: event.user }),
      ...(event.v == null ? {} : { v: event.v }),
    };
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
