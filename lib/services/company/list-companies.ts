import { z } from 'zod';
import { listCompanyRows } from '@/db/queries/people';
import { type Page, pageInputShape } from '@/lib/contracts/common';
import type { Company } from '@/lib/contracts/people';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';
import { BY_NAME, readPage } from '../pagination';

export const listCompaniesInput = z.object(pageInputShape);

/** The companies the actor belongs to, by name, each with the actor's role in it. */
export async function listCompanies(
  ctx: ServiceContext,
  raw: z.input<typeof listCompaniesInput> = {},
): Promise<Page<Company>> {
  if (ctx.actor.kind === 'anonymous') throw new DomainError('unauthenticated');
  const input = listCompaniesInput.parse(raw);
  const { memberships } = ctx.actor;
  const { rows, next_cursor } = await readPage(input, BY_NAME, (page) =>
    listCompanyRows(ctx.db, [...memberships.keys()], page),
  );
  return {
    data: rows.map((row) => ({
      id: row.id,
      name: row.name,
      role: memberships.get(row.id) ?? '',
      created_at: row.createdAt.toISOString(),
    })),
    next_cursor,
  };
}
