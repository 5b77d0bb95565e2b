import { type SQL, sql } from 'drizzle-orm';

/**
 * Whether a `search_text` holds what is searched for, without case and accents: kase finds Käse. `%` and `_`
 * are letters like others. Undefined when nothing is searched for. The subquery makes the database fold the
 * words once and not for each row.
 */
export function contains(searchText: SQL, search: string | undefined): SQL | undefined {
  const words = search?.trim();
  return words ? sql`strpos(${searchText}, (select fold_text(${words}))) > 0` : undefined;
}
