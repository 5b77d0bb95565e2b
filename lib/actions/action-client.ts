import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { createSafeActionClient } from 'next-safe-action';
import { z } from 'zod';
import { currentActor } from '@/lib/auth/current-actor';
import { wireOf } from '@/lib/auth/wire';
import { DomainError, type ErrorDetails } from '@/lib/core/domain-error';
import type { ErrorCode } from '@/lib/core/error-codes';
import { toDomainError } from '@/lib/errors/to-domain-error';
import { ANONYMOUS, serviceContext } from '@/lib/runtime/container';
import { auditRefusal } from '@/lib/services/audit';
import type { ServiceContext } from '@/lib/services/context';

interface ActionError {
  code: ErrorCode;
  message: string;
  details?: ErrorDetails;
}

/**
 * The one front door of server actions: who acts, which service, and errors as `{ code, message, details }`
 * (R34).
 */
export const publicAction = createSafeActionClient({
  defineMetadataSchema: () => z.object({ name: z.string() }),
  async handleServerError(error, { ctx, metadata }): Promise<ActionError> {
    // The context of this very call, so that its failure is logged under the id its services log under.
    const { service = serviceContext(ANONYMOUS) } = ctx as { service?: ServiceContext };
    await auditRefusal(service, metadata.name);
    const told = toDomainError(error, service, `action ${metadata.name} failed`);
    return {
      code: told.code,
      message: told.message,
      ...(told.details && { details: told.details }),
    };
  },
}).use(async ({ next }) =>
  next({ ctx: { service: serviceContext(ANONYMOUS, undefined, wireOf(await headers())) } }),
);

/**
 * Actions of a signed-in person whose page keeps what it shows up to date itself: none is drawn again.
 * Without a session: unauthenticated.
 */
export const quietAction = publicAction.use(async ({ ctx, next }) => {
  const actor = await currentActor();
  if (actor.kind !== 'user') throw new DomainError('unauthenticated');
  return next({ ctx: { service: { ...ctx.service, actor } } });
});

/** Actions of a signed-in person. Without a session: unauthenticated. A success revalidates every page. */
export const action = quietAction.use(async ({ next }) => {
  const result = await next();
  if (result.success) revalidatePath('/', 'layout');
  return result;
});
