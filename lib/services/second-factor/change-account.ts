import { findUser, type UserRow } from '@/db/queries/people';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';
import { requirePassword } from '../session/require-password';
import { requirePerson } from '../session/require-person';

/** The signed-in person, who has said the password again. Throws wrong_password | too_many_attempts. */
export async function requireConfirmed(ctx: ServiceContext, password: string): Promise<UserRow> {
  const user = await requireAccount(ctx);
  await requirePassword(ctx, user, password);
  return user;
}

async function requireAccount(ctx: ServiceContext): Promise<UserRow> {
  const { userId } = requirePerson(ctx);
  const user = await findUser(ctx.db, userId);
  if (!user) throw new DomainError('unauthenticated');
  return user;
}
