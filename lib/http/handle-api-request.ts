import { v7 } from 'uuid';
import { endedSessionCookie, newSession } from '@/lib/auth/session-cookie';
import { browserCookie, knownDeviceCookie, wireOf } from '@/lib/auth/wire';
import type { FileAnswer } from '@/lib/contracts/imports';
import { DomainError } from '@/lib/core/domain-error';
import { toDomainError } from '@/lib/errors/to-domain-error';
import { currentRequest } from '@/lib/platform/current-request';
import { makeSecret } from '@/lib/platform/secret';
import { inSpan } from '@/lib/platform/spans';
import { ANONYMOUS, serviceContext } from '@/lib/runtime/container';
import { auditRefusal } from '@/lib/services/audit';
import { actorName, type ServiceContext, type Wire } from '@/lib/services/context';
import { takeLimits } from '@/lib/services/limits/take-limits';
import { errorResponse } from './error-response';
import { requireScopes } from './key-scope';
import { type Match, matchOperation } from './match-operation';
import { type Answer, oncePerKey } from './once-per-key';
import type { Operation } from './operation';
import { parseJsonObject, readBody } from './read-body';
import { OPERATIONS } from './registry';
import { requestActor } from './request-actor';

export const API_PREFIX = '/api/v1';
const REQUEST_ID = /^[\w.-]{8,100}$/;

/**
 * The edge of the JSON interface: which operation, who asks, what with; then one service; then JSON (R34).
 */
export async function handleApiRequest(request: Request): Promise<Response> {
  const given = request.headers.get('x-request-id');
  const requestId = given !== null && REQUEST_ID.test(given) ? given : v7();
  const response = await answer(request, requestId).catch((error: unknown) =>
    errorResponse(toDomainError(error, serviceContext(ANONYMOUS, requestId))),
  );
  response.headers.set('x-request-id', requestId);
  response.headers.set('cache-control', 'no-store');
  return response;
}

async function answer(request: Request, requestId: string): Promise<Response> {
  const url = new URL(request.url);
  const match = matchOperation(OPERATIONS, request.method, url.pathname.slice(API_PREFIX.length));
  const { operation } = match;
  const current = currentRequest();
  if (current) current.route = `${API_PREFIX}${operation.path}`;
  const ctx = await countedContext(request, operation, requestId);
  const attributes = { 'bestellfix.request_id': requestId };
  try {
    return await inSpan(`${operation.method} ${operation.path}`, { attributes }, () =>
      answerAs(ctx, request, match),
    );
  } catch (error) {
    await auditRefusal(ctx, `${operation.method} ${operation.path}`);
    throw error;
  }
}

async function answerAs(ctx: ServiceContext, request: Request, match: Match): Promise<Response> {
  const { operation } = match;
  const url = new URL(request.url);
  requireScopes(ctx.actor, operation);
  const isRead = operation.method === 'GET';
  const text = isRead ? '' : await readBody(request, operation.bodyLimit);
  const input = parseInput(match, { ...Object.fromEntries(url.searchParams), ...parseJsonObject(text) });
  const work = async (withCtx: ServiceContext): Promise<Answer> => ({
    status: operation.status,
    body: await operation.run(withCtx, input),
  });
  const takesKey = !isRead && operation.effects !== 'session';
  const key = takesKey ? request.headers.get('idempotency-key') : null;
  if (key === null) return toResponse(request, operation, await work(ctx), ctx.wire);
  const signature = [operation.method, url.pathname, url.search, text].join('\n');
  const done = await oncePerKey(ctx, operation, key, signature, work);
  const response = await toResponse(request, operation, done);
  if (done.replayed) response.headers.set('idempotency-replayed', 'true');
  return response;
}

/** Who asks, counted among its source's and its own calls (R2); one who is refused counts as well. */
async function countedContext(
  request: Request,
  operation: Operation,
  requestId: string,
): Promise<ServiceContext> {
  const given = wireOf(request.headers);
  const wire = operation.session === 'challenges' ? { ...given, browser: makeSecret() } : given;
  const stranger = serviceContext(ANONYMOUS, requestId, wire);
  const actor = await requestActor(request, operation).catch(async (error: unknown) => {
    await takeLimits(stranger, 'api');
    throw error;
  });
  const ctx = { ...stranger, actor };
  await takeLimits(ctx, 'api', actor.kind === 'anonymous' ? null : actorName(actor));
  return ctx;
}

async function toResponse(
  request: Request,
  { session, isFile }: Operation,
  { status, body }: Answer,
  wire?: Wire,
): Promise<Response> {
  if (isFile) return fileResponse(body as FileAnswer);
  const response = Response.json(body, { status });
  const userId = (body as { id?: string } | null)?.id;
  // A sign-up by mail begins none.
  if (session === 'begins' && userId !== undefined) {
    const { cookie, device } = await newSession(userId, wireOf(request.headers));
    response.headers.append('set-cookie', cookie);
    if (device !== null) response.headers.append('set-cookie', knownDeviceCookie(device));
  } else if (session === 'challenges' && wire?.browser) {
    response.headers.append('set-cookie', browserCookie(wire.browser));
  } else if (session === 'ends') {
    response.headers.append('set-cookie', endedSessionCookie());
  }
  return response;
}

function fileResponse({ file_name, content_type, bytes }: FileAnswer): Response {
  return new Response(Buffer.from(bytes), {
    headers: {
      'content-type': content_type,
      'content-disposition': `attachment; filename="${file_name}"`,
    },
  });
}

/**
 * The path's parameters cannot be overruled. One that is no id names nothing: not found, not a wrong shape.
 */
function parseInput({ operation, params }: Match, given: Record<string, unknown>): unknown {
  const parsed = operation.input.safeParse({ ...given, ...params });
  if (parsed.success) return parsed.data;
  const isWrongParam = parsed.error.issues.some((issue) => String(issue.path[0]) in params);
  if (isWrongParam) throw new DomainError('not_found', 'no such thing');
  throw parsed.error;
}
