import type { z } from 'zod';
import { findUser } from '@/db/queries/people';
import type { sessionSchema } from '@/lib/contracts/people';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';
import { toUser } from './to-user';

/** Who the caller is, and the role in each company. */
export async function getSession(ctx: ServiceContext): Promise<z.infer<typeof sessionSchema>> {
  const { actor } = ctx;
  if (actor.kind === 'anonymous') throw new DomainError('unauthenticated');
  const row = actor.kind === 'user' ? await findUser(ctx.db, actor.userId) : undefined;
  const memberships = [...actor.memberships].map(([company_id, role]) => ({ company_id, role }));
  return { user: row ? toUser(row) : null, memberships };
}
