import type { Page } from '@/lib/contracts/common';
import type { ServiceContext } from '@/lib/services/context';
import { pageContext } from './page-context';
import { listFrom, queryOf } from './page-query';
import { refuseKept } from './unit-shown';

interface ListInput {
  company_id: string;
  search: string | undefined;
  cursor: string | undefined;
  include_archived: true;
  limit: number;
}

/** A list of named things of the company, archived ones too, as far as its page's address asks. */
export async function namedList<T>(
  searchParams: Promise<{ search?: string; cursor?: string }>,
  list: (ctx: ServiceContext, input: ListInput) => Promise<Page<T>>,
) {
  const { ctx, company } = await pageContext();
  refuseKept(company);
  const query = await queryOf(searchParams);
  const { search } = query;
  const { data, next_cursor } = await listFrom(query.cursor, (cursor) =>
    list(ctx, { company_id: company.id, search, cursor, include_archived: true, limit: 50 }),
  );
  return { companyId: company.id, query, data, next: next_cursor };
}
