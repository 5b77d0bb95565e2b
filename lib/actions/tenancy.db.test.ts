import { readdirSync } from 'node:fs';
import path from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { replaceMembershipUnits } from '@/db/queries/membership-units';
import { insertMembership } from '@/db/queries/people';
import { newSession, sessionCookie } from '@/lib/auth/session-cookie';
import { closeContainer } from '@/lib/runtime/container';
import { suiteDatabase } from '@/testing/database/suite-database';
import { stubSettings } from '@/testing/fixtures/api';
import { everythingOf, insertOneOfEach, type OneOfEach } from '@/testing/fixtures/one-of-each';
import { testCompany } from '@/testing/fixtures/test-company';

/** What Next gives an action: the cookies of the one who sent it. */
const browser = vi.hoisted(() => ({ session: undefined as string | undefined }));
vi.mock('next/headers', () => ({
  headers: async () => new Headers(),
  cookies: async () => ({
    get: (name: string) =>
      name === sessionCookie().name && browser.session ? { name, value: browser.session } : undefined,
    set: () => {},
  }),
}));
vi.mock('next/cache', () => ({ revalidatePath: () => {} }));

type Answer = { data?: unknown; serverError?: { code: string }; validationErrors?: unknown } | undefined;
type Action = (input: Record<string, unknown>) => Promise<Answer>;

/** Every action there is, read from the folder: a new one is tested without being named here. */
const files = readdirSync(import.meta.dirname).filter(
  (file) => file.endsWith('.ts') && !file.includes('.test.') && file !== 'action-client.ts',
);
const ACTIONS = (
  await Promise.all(
    files.map(async (file) =>
      Object.entries((await import(path.join(import.meta.dirname, file))) as Record<string, Action>),
    ),
  )
).flat();
/** Those that name no company: they act for the asker alone. */
const PERSONAL = new Set([
  'signUpAction',
  'setLocaleAction',
  'createCompanyAction',
  'createSampleCompanyAction',
  // One's own account; tried in sessions.db.test.ts.
  'changePasswordAction',
  'endSessionAction',
  'endOtherSessionsAction',
  // Tried in account.db.test.ts.
  'requestResetAction',
  'resetPasswordAction',
  'confirmAddressAction',
  'changeAddressAction',
  'confirmAgainAction',
  'changeNameAction',
  // Tried in invitation.db.test.ts.
  'openInvitationAction',
  'acceptInvitationAction',
  // Tried in passkey.db.test.ts.
  'startPasskeyAction',
  'addPasskeyAction',
  'renamePasskeyAction',
  'removePasskeyAction',
  // Tried in deletion.db.test.ts.
  'deleteAccountAction',
  'startTotpAction',
  'confirmTotpAction',
  'removeTotpAction',
  'renewRecoveryCodesAction',
]);
/** Of a company, and open to whoever belongs to it. */
const OWN = new Set(['switchCompanyAction', 'saveNoticeSettingsAction']);
const OF_A_COMPANY = ACTIONS.filter(([name]) => !PERSONAL.has(name));

const t = suiteDatabase();
let theirs: { companyId: string; userId: string };
let things: OneOfEach;
let stranger: string;
let viewer: string;
let keeper: string;

beforeAll(async () => {
  stubSettings(t.url);
  theirs = await testCompany(t.db);
  things = await insertOneOfEach(t.db, theirs.companyId);
  const [other, reader] = [await testCompany(t.db), await testCompany(t.db)];
  await insertMembership(t.db, { companyId: theirs.companyId, userId: reader.userId, role: 'viewer' });
  const { userId } = await testCompany(t.db);
  const own = { companyId: theirs.companyId, userId };
  await insertMembership(t.db, { ...own, role: 'stock_keeper' });
  // Of the only unit there is: what is refused is refused for what it does.
  await replaceMembershipUnits(t.db, own, [things.storage_unit]);
  const cookieOf = async (userId: string) => /=([^;]*)/.exec((await newSession(userId)).cookie)?.[1] ?? '';
  [stranger, viewer] = [await cookieOf(other.userId), await cookieOf(reader.userId)];
  keeper = await cookieOf(userId);
});
afterAll(async () => {
  await closeContainer();
});

/**
 * Believable for every action, so that a refusal is for whose it is and not for its shape; what one does not
 * know it ignores.
 */
const input = (id: string) => ({
  id,
  user_id: theirs.userId,
  event_id: id,
  name: `N ${v7()}`,
  email: `${v7()}@test.example`,
  role: 'viewer',
  base_unit: 'kg',
  type: 'RECEIPT',
  ingredient_id: things.ingredient,
  storage_unit_id: things.storage_unit,
  quantity: '1',
  date: '2026-03-01',
  code: 'code',
  mapped_object_type: 'ingredient',
  mapped_object_id: things.ingredient,
  ignored: true,
  auto_transfer_paused: true,
  reasons: ['x'],
  step: 'recipes',
  lines: [{ ingredient_id: things.ingredient, quantity: '1', counted_quantity: '1' }],
  percent: 20,
  unmapped_percent: 5,
  price_percent: 25,
  count_days: 35,
  answers_days: 400,
  sources_days: 90,
  mails_days: 90,
  notices_days: 180,
  current_password: 'wrong',
  digest_hour: 7,
  time_zone: 'UTC',
  language: 'de',
  locked_until: '2026-01-31',
  holds_names: true,
  required: true,
  change: { kind: 'mapping', item_id: things.item, state: 'unmapped' },
  token: 'seen',
  mappings: [{ item_id: things.item, ignored: true }],
  by: 'piece',
  url: 'https://hooks.test.example/in',
  kinds: ['names_held'],
  items: [{ item_id: things.item, name: `N ${v7()}`, base_unit: 'kg', quantity: '1', unit: 'kg' }],
});
async function codeOf(action: Action, session: string | undefined, values: Record<string, unknown>) {
  browser.session = session;
  const answer = await action(values);
  if (answer?.validationErrors) return 'validation_failed';
  return answer?.serverError?.code ?? 'done';
}

describe('every action of a company (R3)', () => {
  it('is found', () => {
    expect(OF_A_COMPANY.length).toBeGreaterThan(25);
  });

  it.each(OF_A_COMPANY)('%s refuses nobody and a stranger, who learns nothing', async (_, action) => {
    const company_id = theirs.companyId;
    const before = await everythingOf(t.db, company_id);
    for (const id of Object.values(things)) {
      expect(await codeOf(action, undefined, { ...input(id), company_id })).toBe('unauthenticated');
      expect(await codeOf(action, stranger, { ...input(id), company_id })).toBe(
        'unauthorized_company_access',
      );
      // An action that must be told the company says so; one that need not finds nothing.
      expect(['not_found', 'validation_failed']).toContain(await codeOf(action, stranger, input(id)));
    }
    expect(await everythingOf(t.db, company_id)).toEqual(before);
  });

  /** What a stock keeper does; whoever adds an action that is for them too names it here (R53). */
  const KEEPERS = new Set(['createLedgerBatchAction', 'reviewCountAction', 'switchCompanyAction']);
  it.each(OF_A_COMPANY.filter(([name]) => !KEEPERS.has(name)))(
    '%s refuses a stock keeper',
    async (_, action) => {
      const codes = new Set<string>();
      for (const id of Object.values(things))
        codes.add(await codeOf(action, keeper, { ...input(id), company_id: theirs.companyId }));
      expect([...codes]).toEqual(['forbidden']);
    },
  );

  const writes = OF_A_COMPANY.filter(([name]) => !OWN.has(name));
  it.each(writes)('%s refuses a viewer', async (_, action) => {
    const codes = new Set<string>();
    for (const id of Object.values(things))
      codes.add(await codeOf(action, viewer, { ...input(id), company_id: theirs.companyId }));
    expect([...codes]).toEqual(['forbidden']);
  });
});
