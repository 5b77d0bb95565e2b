import { revalidatePath } from 'next/cache';
import { createSafeActionClient } from 'next-safe-action';
import { z } from 'zod';
import { currentActor } from '@/lib/auth/current-actor';
import { DomainError, type ErrorDetails } from '@/lib/core/domain-error';
import type { ErrorCode } from '@/lib/core/error-codes';
import { toDomainError } from '@/lib/errors/to-domain-error';
import { ANONYMOUS, serviceContext } from '@/lib/runtime/container';

interface ActionError {
  code: ErrorCode;
  message: string;
  details?: ErrorDetails;
}

/** The one front door of server actions: who acts, which service, and errors as `{ code, message, details }` (R34). */
const base = createSafeActionClient({
  defineMetadataSchema: () => z.object({ name: z.string() }),
  handleServerError(error, { metadata }): ActionError {
    const { log, requestId } = serviceContext(ANONYMOUS);
    const told = toDomainError(error, requestId, log.child({ action: metadata.name }));
    return {
      code: told.code,
      message: told.message,
      ...(told.details && { details: told.details }),
    };
  },
});

export const publicAction = base.use(({ next }) => next({ ctx: { service: serviceContext(ANONYMOUS) } }));

/** Actions of a signed-in person. Without a session: unauthenticated. A success revalidates every page. */
export const action = base.use(async ({ next }) => {
  const actor = await currentActor();
  if (actor.kind !== 'user') throw new DomainError('unauthenticated');
  const result = await next({ ctx: { service: serviceContext(actor) } });
  if (result.success) revalidatePath('/', 'layout');
  return result;
});
