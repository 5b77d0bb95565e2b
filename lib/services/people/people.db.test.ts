import { beforeEach, describe, expect, it } from 'vitest';
import { suiteDatabase } from '@/testing/database/suite-database';
import { testCompany } from '@/testing/fixtures/test-company';
import { testContext } from '@/testing/fixtures/test-context';
import { addMember } from './add-member';
import { changeMember } from './change-member';
import { createKeyForCli } from './create-key-for-cli';
import { listMembers } from './list-members';
import { removeMember } from './remove-member';
import { signIn } from './sign-in';
import { makeAccount, signUp } from './sign-up';

const t = suiteDatabase();

const password = 'a long enough one';
const nobody = () => testContext(t.db, { memberships: {}, kind: 'anonymous' });

describe('signing up and in (R2)', () => {
  it('one address is one person, in any case and of two at once', async () => {
    const both = await Promise.allSettled(
      ['ann@test.example', 'ANN@test.example'].map((email) => signUp(nobody(), { email, password })),
    );
    const refused = both.filter((r) => r.status === 'rejected');
    expect(refused.map((r) => r.reason.code)).toEqual(['email_taken']);
    expect(await signIn(nobody(), { email: ' Ann@Test.example', password })).toMatchObject({
      email: 'ann@test.example',
    });
  });

  it('an address nobody has answers like a wrong password', async () => {
    await expect(signIn(nobody(), { email: 'no@test.example', password })).rejects.toMatchObject({
      code: 'invalid_credentials',
    });
  });
});

describe('members', () => {
  let own: Awaited<ReturnType<typeof testCompany>>;
  beforeEach(async () => {
    own = await testCompany(t.db);
  });

  it('whoever has no account yet is said to have none, not that "this does not exist"', async () => {
    const { ctx, companyId: company_id } = own;
    await expect(
      addMember(ctx, { company_id, email: 'new@test.example', role: 'viewer' }),
    ).rejects.toMatchObject({ code: 'person_not_registered' });
  });

  it('owners add, change and remove; the last owner stays', async () => {
    const { ctx, companyId: company_id, userId: user_id } = own;
    const email = `${company_id}@test.example`;
    const carl = await makeAccount(nobody(), { email, password });
    expect(await addMember(ctx, { company_id, email, role: 'viewer' })).toMatchObject({ role: 'viewer' });
    await expect(addMember(ctx, { company_id, email, role: 'viewer' })).rejects.toMatchObject({
      code: 'already_member',
    });
    const last = { code: 'last_owner', status: 409 };
    await expect(removeMember(ctx, { company_id, user_id })).rejects.toMatchObject(last);
    await changeMember(ctx, { company_id, user_id: carl.id, role: 'owner' });
    const leaving = await Promise.allSettled([
      removeMember(ctx, { company_id, user_id }),
      removeMember(ctx, { company_id, user_id: carl.id }),
    ]);
    expect(leaving.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(listMembers(own.as('manager'), { company_id })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('the command line', () => {
  it('makes what is missing, once, and refuses another password', async () => {
    const given = { email: 'cli@test.example', password, company: 'CLI', role: 'owner' as const };
    const first = await createKeyForCli(t.db, given);
    const second = await createKeyForCli(t.db, given);
    expect(second).toMatchObject({ user_id: first.user_id, company_id: first.company_id });
    expect(second.api_key).not.toBe(first.api_key);
    await expect(createKeyForCli(t.db, { ...given, password: 'another password' })).rejects.toMatchObject({
      code: 'invalid_credentials',
    });
  });
});
