import type { z } from 'zod';
import { endSessions } from '@/db/queries/sessions';
import type { okSchema } from '@/lib/contracts/common';
import { endSessionInput } from '@/lib/contracts/sessions';
import { DomainError } from '@/lib/core/domain-error';
import { auditPerson } from '../audit';
import type { ServiceContext } from '../context';
import { requirePerson } from './require-person';

/** Signs the person out at one place. Throws not_found: over already, or somebody else's (R3). */
export async function endSession(
  ctx: ServiceContext,
  raw: z.input<typeof endSessionInput>,
): Promise<z.infer<typeof okSchema>> {
  const { userId } = requirePerson(ctx);
  const { id } = endSessionInput.parse(raw);
  const end = { because: 'ended', now: ctx.clock.now() } as const;
  const count = await endSessions(ctx.db, { userId, only: id }, end);
  if (count === 0) throw new DomainError('not_found', 'no such session', { thing: 'session' });
  await auditPerson(ctx.db, ctx, { userId }, { action: 'session.end', byUserId: userId });
  return { ok: true };
}
