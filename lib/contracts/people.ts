import { z } from 'zod';
import {
  companyInput,
  idSchema,
  instantSchema,
  keyRoleSchema,
  nameSchema,
  nameTextSchema,
  pageInputShape,
  roleSchema,
  unitIdsInput,
} from './common';

export const passwordSchema = z.string().min(10).max(200);
export const signUpInput = z.object({
  email: z.email().max(254),
  password: passwordSchema
    .optional()
    .describe('Left out where mail is sent: then it is chosen by the link in the mail'),
  name: nameTextSchema.default(''),
  locale: z.enum(['de', 'en']).optional().describe('The language of mail'),
  invitation: z
    .string()
    .max(200)
    .optional()
    .describe(
      'The token of an invitation to this address: lets one in where accounts are made by invitation',
    ),
});
export const signInInput = z.object({
  email: z.string().max(254),
  password: z.string().max(200),
  code: z
    .string()
    .trim()
    .max(40)
    .optional()
    .describe('Of an authenticator app, or for recovery; once second_factor_required was answered'),
});
export const userSchema = z
  .object({
    id: idSchema,
    email: z.string(),
    name: z.string(),
    locale: z.string().nullable(),
    is_confirmed: z.boolean().describe('The address was shown to be theirs, by a link in a mail'),
  })
  .meta({ id: 'User' });
export const signedUpSchema = z.union([
  userSchema,
  z.object({ by_mail: z.literal(true).describe('The same for every address: a link is on its way there') }),
]);
/** The caller: a person, or an API key, which names no person. */
export const sessionSchema = z.object({
  user: userSchema.nullable(),
  memberships: z.array(z.object({ company_id: idSchema, role: z.string() })),
});

export const createCompanyInput = z.object({ name: nameSchema });
export const companySchema = z
  .object({
    id: idSchema,
    name: z.string(),
    role: z.string(),
    created_at: instantSchema,
  })
  .meta({ id: 'Company' });
export type Company = z.infer<typeof companySchema>;

/** Short lists: one page unless asked otherwise. */
export const listOfCompanyInput = companyInput.extend({
  ...pageInputShape,
  limit: pageInputShape.limit.default(500),
});

/**
 * What a key may be used for, beside its role: `read` lists and reports, `ledger` writes of the ledger,
 * `setup` all other writes.
 */
export const apiKeyScopeSchema = z.enum(['read', 'ledger', 'setup']);
export type ApiKeyScope = z.infer<typeof apiKeyScopeSchema>;
const inOrder = (scopes: ApiKeyScope[]) => apiKeyScopeSchema.options.filter((one) => scopes.includes(one));
const instantInput = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

export const createApiKeyInput = z.object({
  company_id: idSchema,
  name: nameSchema,
  role: keyRoleSchema.default('manager'),
  scopes: z.array(apiKeyScopeSchema).min(1).default(apiKeyScopeSchema.options).transform(inOrder),
  expires_at: instantInput.nullable().default(null),
});
export const apiKeySchema = z
  .object({
    id: idSchema,
    name: z.string(),
    role: z.string(),
    effective_role: z
      .string()
      .nullable()
      .describe(
        'The lesser of its own role and the present one of the person who made it; null: it opens nothing',
      ),
    scopes: z.array(apiKeyScopeSchema),
    prefix: z.string(),
    created_at: instantSchema,
    last_used_at: instantSchema.nullable(),
    expires_at: instantSchema.nullable(),
    revoked_at: instantSchema.nullable(),
  })
  .meta({ id: 'ApiKey' });
/** The only answer that ever carries the key itself. */
export const createdApiKeySchema = apiKeySchema.extend({ api_key: z.string() });
/** Over HTTP the same request may be answered twice, and the kept answer has no key. */
export const answeredApiKeySchema = createdApiKeySchema.extend({
  api_key: z
    .string()
    .nullable()
    .describe(
      'Shown once. Null when the answer is repeated for an Idempotency-Key (idempotency-replayed: true), because the key is not kept',
    ),
});

const roleShape = {
  role: roleSchema,
  storage_unit_ids: unitIdsInput.describe('Of a stock keeper, at least one; other roles have all'),
};
export const addMemberInput = z.object({ company_id: idSchema, email: z.email(), ...roleShape });
export const changeMemberInput = z.object({ company_id: idSchema, user_id: idSchema, ...roleShape });
export const removeMemberInput = z.object({ company_id: idSchema, user_id: idSchema });
export const memberSchema = z
  .object({
    user_id: idSchema,
    email: z.string(),
    name: z.string(),
    role: z.string(),
    storage_unit_ids: z.array(idSchema).describe('Of a stock keeper; other roles have all'),
  })
  .meta({ id: 'Member' });

/**
 * Counted lines that lie further from the book than this are shown before they are booked; 0: every line that
 * differs.
 */
export const setCountReviewInput = z.object({
  company_id: idSchema,
  percent: z.number().int().min(0).max(1000),
});

export const countReviewSettingSchema = z.object({ percent: z.number().int() });

export const setWasteReasonsInput = z.object({
  company_id: idSchema,
  reasons: z.array(z.string().trim().min(1).max(200)).max(200),
});
export const wasteReasonsSchema = z.object({ reasons: z.array(z.string()) });
