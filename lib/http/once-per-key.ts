import { createHmac } from 'node:crypto';
import type { Database } from '@/db/client';
import {
  claimIdempotencyKey,
  findIdempotencyKey,
  keepIdempotentAnswer,
  limitLockWaits,
  releaseIdempotencyKey,
} from '@/db/queries/idempotency';
import { DomainError } from '@/lib/core/domain-error';
import { isLockTimeout } from '@/lib/errors/violations';
import { env } from '@/lib/platform/env';
import { actorName, type ServiceContext } from '@/lib/services/context';
import type { Operation } from './operation';

export interface Answer {
  status: number;
  body: unknown;
}
type Done = Answer & { replayed: boolean };

/** How long the same request, sent twice at once, waits for the first one's answer. */
const PATIENCE_MS = 20_000;

/**
 * Runs the operation once for an actor's Idempotency-Key; the same request again gets the kept answer. A
 * refusal wrote nothing and is not kept, so the key may be used again. Written here: packages keep answers
 * beside the database, this one in the transaction of the change. Throws idempotency_key_reused |
 * idempotency_key_in_progress.
 */
export function oncePerKey(
  ctx: ServiceContext,
  operation: Operation,
  key: string,
  request: string,
  work: (ctx: ServiceContext) => Promise<Answer>,
): Promise<Done> {
  if (key.length > 200 || key.trim() === '') {
    const issues = [{ path: 'Idempotency-Key', message: 'must have 1 to 200 characters' }];
    throw new DomainError('validation_failed', 'the Idempotency-Key is not valid', { issues });
  }
  // Keyed, because a request may hold a password.
  const requestHash = createHmac('sha256', env().NEXTAUTH_SECRET).update(request).digest('hex');
  // Anonymous callers share one key space, so the key is scoped to the request's hash.
  const actor = ctx.actor.kind === 'anonymous' ? `anonymous:${requestHash}` : actorName(ctx.actor);
  const claim = { actor, key, requestHash };
  const run = operation.effects === 'outside' ? claimThenWork : workInOneTransaction;
  return run(ctx, operation, claim, work);
}

interface Claim {
  actor: string;
  key: string;
  requestHash: string;
}
interface Kept {
  text: string;
}
type Work = (ctx: ServiceContext) => Promise<Answer>;

/**
 * The key, the changes and the answer are committed together or not at all; a second request waits for that.
 */
async function workInOneTransaction(
  ctx: ServiceContext,
  operation: Operation,
  claim: Claim,
  work: Work,
): Promise<Done> {
  return ctx.db.transaction(async (tx) => {
    await limitLockWaits(tx, PATIENCE_MS);
    const isMine = await claimIdempotencyKey(tx, claim).catch((error: unknown) => {
      throw isLockTimeout(error) ? new DomainError('idempotency_key_in_progress') : error;
    });
    await limitLockWaits(tx, 0);
    if (!isMine) return replay(await findIdempotencyKey(tx, claim.actor, claim.key), claim);
    // Services open transactions of their own, which become savepoints; none of these needs the pool itself.
    const answer = await work({ ...ctx, db: tx as unknown as Database });
    await keepIdempotentAnswer(tx, claim.actor, claim.key, toKeep(operation, answer));
    return { ...answer, replayed: false };
  });
}

/**
 * Work that reaches beyond the database cannot be undone with a transaction. Should the process die in
 * between, the key is free again after ten minutes and the work runs anew: each of these operations is
 * harmless twice (constraints, R4, R24, R30).
 */
async function claimThenWork(
  ctx: ServiceContext,
  operation: Operation,
  claim: Claim,
  work: Work,
): Promise<Done> {
  const { actor, key } = claim;
  if (!(await claimIdempotencyKey(ctx.db, claim))) {
    return replay(await findIdempotencyKey(ctx.db, actor, key), claim);
  }
  try {
    const answer = await work(ctx);
    const isFinal = operation.isFinal?.(answer.body as never) ?? true;
    if (isFinal) await keepIdempotentAnswer(ctx.db, actor, key, toKeep(operation, answer));
    else await releaseIdempotencyKey(ctx.db, actor, key);
    return { ...answer, replayed: false };
  } catch (error) {
    await releaseIdempotencyKey(ctx.db, actor, key);
    throw error;
  }
}

function replay(row: Awaited<ReturnType<typeof findIdempotencyKey>>, claim: Claim): Done {
  if (row && row.requestHash !== claim.requestHash) throw new DomainError('idempotency_key_reused');
  if (!row || row.status === null) throw new DomainError('idempotency_key_in_progress');
  return { status: row.status, body: JSON.parse((row.response as Kept).text), replayed: true };
}

function toKeep({ secretField }: Operation, { status, body }: Answer) {
  const kept = secretField ? { ...(body as Record<string, unknown>), [secretField]: null } : body;
  // As text: jsonb would forget the order of the fields.
  return { status, response: { text: JSON.stringify(kept) } satisfies Kept };
}
