import { revalidatePath } from 'next/cache';
import { createSafeActionClient } from 'next-safe-action';
import { ZodError, z } from 'zod';
import { currentActor } from '@/lib/auth/current-actor';
import { DomainError, type ErrorDetails } from '@/lib/core/domain-error';
import type { ErrorCode } from '@/lib/core/error-codes';
import { ANONYMOUS, serviceContext } from '@/lib/platform/container';

export interface ActionError {
  code: ErrorCode;
  message: string;
  details?: ErrorDetails;
}

/** The one front door of server actions: who acts, which service, and errors as `{ code, message, details }` (R34). */
const base = createSafeActionClient({
  defineMetadataSchema: () => z.object({ name: z.string() }),
  handleServerError(error, { metadata }): ActionError {
    if (error instanceof DomainError) {
      return {
        code: error.code,
        message: error.message,
        ...(error.details && { details: error.details }),
      };
    }
    if (error instanceof ZodError) {
      const issues = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
      return { code: 'validation_failed', message: 'the input is not valid', details: { issues } };
    }
    const { log, requestId } = serviceContext(ANONYMOUS);
    log.error({ err: error, action: metadata.name }, 'action failed unexpectedly');
    return { code: 'internal_error', message: 'an unexpected error', details: { request_id: requestId } };
  },
});

export const publicAction = base.use(({ next }) => next({ ctx: { service: serviceContext(ANONYMOUS) } }));

/** Whoever is not signed in reaches no service; what succeeded brings every page of the company up to date. */
export const action = base.use(async ({ next }) => {
  const actor = await currentActor();
  if (actor.kind !== 'user') throw new DomainError('unauthenticated');
  const result = await next({ ctx: { service: serviceContext(actor) } });
  if (result.success) revalidatePath('/', 'layout');
  return result;
});
