import { z } from 'zod';
import { INVISIBLE, MAX_NAME, ONE_LINE } from '@/lib/core/name-text';

/** Ids of our own rows. Lightspeed's ids are `text`, never numbers (R9). */
export const idSchema = z.uuid();
/** A decimal on the wire is a string; numbers are accepted on the way in because people type them in curl. */
const DECIMAL = /^-?\d{1,15}(\.\d{1,6})?$/;
export const decimalSchema = z
  .union([z.string(), z.number()])
  .transform((value) => String(value).trim())
  .pipe(z.string().regex(DECIMAL, 'a decimal with at most 15 digits and 6 decimals'));
const isZero = (value: string) => /^-?0+(\.0+)?$/.test(value);
// `params.problem` names a rule for the forms, which say it in the reader's language
// (`common.field.<problem>`).
export const positiveDecimalSchema = decimalSchema.refine((v) => !v.startsWith('-') && !isZero(v), {
  error: 'must be greater than 0',
  params: { problem: 'notPositive' },
});
export const nonNegativeDecimalSchema = decimalSchema.refine((v) => !v.startsWith('-') || isZero(v), {
  error: 'must not be negative',
  params: { problem: 'belowZero' },
});
export const daySchema = z.iso.date();
/**
 * A business day between two others, both included (R36). A form asks at once; the service asks again, by its
 * own clock.
 */
export const dayBetween = (first: string, last: string) =>
  daySchema
    .refine((day) => day >= first, { error: `not before ${first}`, params: { problem: 'early', day: first } })
    .refine((day) => day <= last, { error: `not after ${last}`, params: { problem: 'late', day: last } });
/** A moment up to which things were known: ISO 8601 with zone, not in the future. */
export const knownAtSchema = z.iso
  .datetime({ offset: true })
  .refine((v) => !/[+-](1[6-9]|2\d):?\d\d$/.test(v), 'an offset is at most 15:59');

/** A name: one line. Control characters are refused, invisible characters dropped, letters composed (NFC). */
export const nameTextSchema = z
  .string()
  .overwrite((value) => value.replace(INVISIBLE, '').normalize('NFC'))
  .trim()
  .max(MAX_NAME)
  .regex(ONE_LINE, 'must not contain control characters');
export const nameSchema = nameTextSchema.min(1);
export const roleSchema = z.enum(['owner', 'manager', 'viewer', 'stock_keeper']);
/** A key has no storage units of its own. */
export const keyRoleSchema = roleSchema.exclude(['stock_keeper']);
/** Of a stock keeper, at least one; other roles have all. */
export const unitIdsInput = z.array(idSchema).max(200).default([]);
export type Role = z.infer<typeof roleSchema>;

/** A query-string boolean: `true`/`1`, `false`/`0`. */
export const flagSchema = z
  .union([z.boolean(), z.enum(['true', 'false', '1', '0'])])
  .transform((value) => value === true || value === 'true' || value === '1');

export const pageInputShape = {
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(500).optional(),
};
export const companyInput = z.object({ company_id: idSchema });
/** A thing is named by its id; `company_id` may narrow it, and is then checked first (R3). */
export const thingInput = z.object({ id: idSchema, company_id: idSchema.optional() });

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ data: z.array(item), next_cursor: z.string().nullable() });
export type Page<T> = { data: T[]; next_cursor: string | null };
/** A signed-in person who proves again who they are. */
export const withPasswordInput = z.object({ current_password: z.string().min(1).max(200) });
export const okSchema = z.object({ ok: z.literal(true) });
/** ISO 8601 instant in UTC. */
export const instantSchema = z.string();

export const BASE_UNITS = ['kg', 'g', 'l', 'cl', 'ml', 'piece', 'bottle'] as const;
export const baseUnitSchema = z.enum(BASE_UNITS);
export type BaseUnit = z.infer<typeof baseUnitSchema>;

/** What every list of named things takes. */
export const listShape = {
  company_id: idSchema,
  search: z.string().max(200).optional(),
  include_archived: flagSchema.default(false),
  ...pageInputShape,
};
