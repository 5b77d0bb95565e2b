import { z } from 'zod';
import { selectCompanies } from '@/db/queries/people';
import { type Page, pageInputShape } from '@/lib/contracts/common';
import type { Company } from '@/lib/contracts/people';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';
import { decodeNameCursor, encodeNameCursor } from '../name-cursor';

export const listCompaniesInput = z.object(pageInputShape);

/** The companies the actor belongs to, by name, each with the actor's role in it. */
export async function listCompanies(
  ctx: ServiceContext,
  raw: z.input<typeof listCompaniesInput> = {},
): Promise<Page<Company>> {
  if (ctx.actor.kind === 'anonymous') throw new DomainError('unauthenticated');
  const { limit, cursor } = listCompaniesInput.parse(raw);
  const { memberships } = ctx.actor;
  const rows = await selectCompanies(ctx.db, [...memberships.keys()], {
    limit: limit + 1,
    after: decodeNameCursor(cursor),
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: page.map((row) => ({
      id: row.id,
      name: row.name,
      role: memberships.get(row.id) ?? '',
      created_at: row.createdAt.toISOString(),
    })),
    next_cursor: last ? encodeNameCursor({ name: last.nameKey, id: last.id }) : null,
  };
}
