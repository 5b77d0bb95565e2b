import { z } from 'zod';

// The reader keeps numbers as text (R9); strings and numbers therefore look alike here, which the vendor
// mixes anyway.
const text = z.string().nullish();
const id = z.string().min(1);

export const tokenResponseSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number),
  scope: z.string().nullish(),
});
export const oauthErrorSchema = z.object({ error: z.string(), error_description: text });

/** A field of the wrong kind is a missing one: it stops no sync (R21) and overwrites nothing (R11). */
const field = text.catch(null);
/** `blID` and `blId` are the same field (R9). */
export const locationSchema = z
  .object({ blID: id.nullish(), blId: id.nullish(), blName: field, country: field, timezone: field })
  .refine((value) => value.blID ?? value.blId, 'a location without id');
export const businessSchema = z.object({
  businessId: id,
  businessName: field,
  currencyCode: field,
  businessLocations: z.array(z.unknown()).nullish(),
});
/**
 * Either part may be missing, and `{}` is an empty page: Spring writes a collection without links so. An
 * answer about something else must not look like "no locations any more".
 */
export const businessPageSchema = z
  .object({
    _embedded: z.object({ businessList: z.array(z.unknown()).nullish() }).nullish(),
    _links: z.unknown().optional(),
  })
  .loose()
  .refine(
    (page) => page._embedded || page._links || Object.keys(page).length === 0,
    'neither _embedded nor _links',
  );

export const itemSchema = z.object({
  id,
  name: field,
  docketName: field,
  sku: field,
  active: z.boolean().nullish().catch(null),
  itemType: field,
  accountingGroup: z.object({ name: text }).nullish().catch(null),
  prices: z
    .array(z.object({ amount: text }))
    .nullish()
    .catch(null),
});
export type LightspeedItem = z.infer<typeof itemSchema>;

// Sales: the envelope must be right; an account or a line may be wrong without taking the day with it (R21),
// so to-domain reads those.
/** An answer about something else must not look like a day without sales: it would reverse what stands. */
export const salesDaySchema = z
  .object({
    sales: z.array(z.unknown()).nullish(),
    nextStartOfDayAsIso8601: text,
    dataComplete: z.boolean().nullish(),
    /** Ours: the day was put together from the ranged call, which does not say where it ends. */
    readByRange: z.boolean().optional(),
  })
  .refine((day) => day.sales || day.nextStartOfDayAsIso8601, 'neither sales nor a day');
/** Nor must it look like the last page of a day. */
export const salesPageSchema = z
  .object({ sales: z.array(z.unknown()).nullish(), nextPageToken: text })
  .refine(
    (page) => page.sales !== undefined || page.nextPageToken !== undefined,
    'neither sales nor a token',
  );
