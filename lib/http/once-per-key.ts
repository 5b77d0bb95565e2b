import { createHash } from 'node:crypto';
import {
  claimIdempotencyKey,
  findIdempotencyKey,
  keepIdempotentAnswer,
  releaseIdempotencyKey,
} from '@/db/queries/idempotency';
import { DomainError } from '@/lib/core/domain-error';
import { actorName, type ServiceContext } from '@/lib/services/context';

export interface Answer {
  status: number;
  body: unknown;
}

/**
 * Runs `work` once for an actor's Idempotency-Key; the same request again gets the kept answer. A refusal wrote nothing and is not
 * kept, so the key may be used again. Throws idempotency_key_reused | idempotency_key_in_progress.
 */
export async function oncePerKey(
  ctx: ServiceContext,
  key: string,
  request: string,
  work: () => Promise<Answer>,
  toKeep: (body: unknown) => unknown,
): Promise<Answer & { replayed: boolean }> {
  if (key.length > 200 || key.trim() === '') {
    const issues = [{ path: 'Idempotency-Key', message: 'must have 1 to 200 characters' }];
    throw new DomainError('validation_failed', 'the Idempotency-Key is not valid', { issues });
  }
  const actor = actorName(ctx.actor);
  const requestHash = createHash('sha256').update(request).digest('hex');
  if (!(await claimIdempotencyKey(ctx.db, { actor, key, requestHash }))) {
    const row = await findIdempotencyKey(ctx.db, actor, key);
    if (row && row.requestHash !== requestHash) throw new DomainError('idempotency_key_reused');
    if (!row || row.status === null) throw new DomainError('idempotency_key_in_progress');
    return { status: row.status, body: row.response, replayed: true };
  }
  try {
    const answer = await work();
    const kept = { status: answer.status, response: toKeep(answer.body) };
    await keepIdempotentAnswer(ctx.db, actor, key, kept);
    return { ...answer, replayed: false };
  } catch (error) {
    await releaseIdempotencyKey(ctx.db, actor, key);
    throw error;
  }
}
