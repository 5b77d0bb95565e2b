import { type SQL, sql } from 'drizzle-orm';

/** Ids as one parameter, for `= any(…)` and `unnest(…)`. */
export const uuids = (ids: readonly string[]) => sql`${sql.param(`{${ids.join(',')}}`)}::uuid[]`;

/** The condition where there is one, else what is always true. */
export const only = (condition: SQL | undefined | false) => condition || sql`true`;
