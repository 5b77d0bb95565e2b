import { v7 } from 'uuid';
import type { Database } from '@/db/client';
import { insertCompany, insertMembership, insertUser } from '@/db/queries/people';
import type { Role } from '@/lib/contracts/common';
import { testContext } from './test-context';

/** A company of its own for one test, with a person in it and a context that acts as that person. */
export async function testCompany(db: Database, role: Role = 'owner') {
  const company = await insertCompany(db, `Company ${v7()}`);
  const user = await insertUser(db, { email: `${v7()}@test.example`, passwordHash: 'none' });
  await insertMembership(db, { companyId: company.id, userId: user.id, role });
  const as = (other: Role) => testContext(db, { memberships: { [company.id]: other }, userId: user.id });
  return { companyId: company.id, userId: user.id, ctx: as(role), as };
}
