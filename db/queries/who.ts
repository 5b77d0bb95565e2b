import { type SQL, sql } from 'drizzle-orm';

/**
 * The name of whoever an `actor` column names: a person or an API key of the company, the pseudonym of a
 * deleted person; null for a job.
 */
export const whoSaid = (actor: SQL, companyId: SQL): SQL => sql`(
  select coalesce(nullif(u.name, ''), u.email) from users u where ${actor} = 'user:' || u.id
  union all
  select k.name from api_keys k where k.company_id = ${companyId} and ${actor} = 'key:' || k.id
  union all
  select '#' || right(d.subject_id::text, 6) from deletions d where d.kind = 'person' and ${actor} = 'user:' || d.subject_id
  limit 1)`;
