import { currentActor } from '@/lib/auth/current-actor';
import { idSchema } from '@/lib/contracts/common';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import { serviceContext } from '@/lib/platform/container';
import { getMigration } from '@/lib/services/migration/get-migration';

/** The location's newest migration, for polling (R31). */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const ctx = serviceContext(await currentActor());
  try {
    const id = idSchema.safeParse((await params).id);
    if (!id.success) throw new DomainError('not_found', 'no such location');
    return Response.json(await getMigration(ctx, { id: id.data }));
  } catch (error) {
    const known = isDomainError(error)
      ? error
      : new DomainError('internal_error', undefined, { request_id: ctx.requestId });
    if (!isDomainError(error)) ctx.log.error({ err: error }, 'migration status failed');
    const { code, message, details } = known;
    return Response.json({ error: { code, message, ...(details && { details }) } }, { status: known.status });
  }
}
