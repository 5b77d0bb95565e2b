import { type SQL, sql } from 'drizzle-orm';
import { type AnyPgColumn, foreignKey, numeric, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { v7 } from 'uuid';

/** UUIDv7: made here, so ids grow with time and index pages stay dense on any supported Postgres. */
export const id = () => uuid('id').primaryKey().$defaultFn(v7);
export const companyId = () => uuid('company_id').notNull();
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
export const createdAt = () => moment('created_at').notNull().default(sql`clock_timestamp()`);
export const updatedAt = () => moment('updated_at').notNull().default(sql`clock_timestamp()`);
/** A stock quantity or unit cost: six decimals, exact (R19). Strings in TypeScript. */
export const quantity = (name: string) => numeric(name, { precision: 24, scale: 6 });

/** A reference that cannot leave its company (R1): `(company_id, x_id)` -> `(company_id, id)`. */
export const companyForeignKey = (
  name: string,
  company: AnyPgColumn,
  reference: AnyPgColumn,
  target: { companyId: AnyPgColumn; id: AnyPgColumn },
) => foreignKey({ name, columns: [company, reference], foreignColumns: [target.companyId, target.id] });

/**
 * What searches look in: text without case and accents (`fold_text` of the migrations), kept by the database.
 */
export const searchText = (folded: SQL) =>
  text('search_text')
    .notNull()
    .generatedAlwaysAs(() => folded);
