import type { Database } from '@/db/client';
import {
  findOwnedCompanyByName,
  findUserByEmail,
  insertApiKey,
  insertCompany,
  insertMembership,
  insertUser,
} from '@/db/queries/people';
import type { Role } from '@/lib/contracts/common';
import { createCompanyInput, signUpInput } from '@/lib/contracts/people';
import { DomainError } from '@/lib/core/domain-error';
import { makeApiKey } from '@/lib/platform/api-key';
import { hashPassword, verifyPassword } from '@/lib/platform/password';
import { requireStrong } from '../account/require-strong';
import { auditHost } from './audit-host';

/**
 * Makes what is missing of person, company and key, for the machine's own administrator, who holds the
 * database. An existing person must be named with the right password, and owns the company the key is for; a
 * new one's is judged as at the front door. On record in the company. Throws validation_failed |
 * invalid_credentials | forbidden | password_leaked | password_weak.
 */
export async function createKeyForCli(
  db: Database,
  given: { email: string; password: string; company: string; role: Role },
): Promise<{ user_id: string; company_id: string; api_key: string }> {
  const person = signUpInput.safeParse({ email: given.email.trim(), password: given.password });
  const company = createCompanyInput.safeParse({ name: given.company });
  if (!person.success || !company.success) {
    const issue = (person.error ?? company.error)?.issues[0];
    throw new DomainError(
      'validation_failed',
      `${issue?.path.join('.') ?? 'input'}: ${issue?.message ?? ''}`,
    );
  }
  const email = person.data.email.toLowerCase();
  const known = await findUserByEmail(db, email);
  if (!known) await requireStrong(given.password, { email, field: 'password' });
  const passwordHash = await hashPassword(given.password);
  return db.transaction(async (tx) => {
    let user = await findUserByEmail(tx, email);
    if (user && !(await verifyPassword(user.passwordHash, given.password))) {
      throw new DomainError('invalid_credentials', `${email} exists with another password`);
    }
    user ??= await insertUser(tx, { email, passwordHash });
    let owned = await findOwnedCompanyByName(tx, user.id, company.data.name);
    if (owned && owned.role !== 'owner') {
      throw new DomainError('forbidden', `${email} does not own "${company.data.name}"`);
    }
    if (!owned) {
      const { id } = await insertCompany(tx, company.data.name);
      await insertMembership(tx, { companyId: id, userId: user.id, role: 'owner' });
      const subject = { subjectType: 'company', subjectId: id };
      await auditHost(tx, { companyId: id, action: 'company.create', ...subject });
      owned = { id, role: 'owner' };
    }
    const { key, prefix, keyHash } = makeApiKey();
    const values = { companyId: owned.id, createdBy: user.id, name: 'Command line', role: given.role };
    const keyId = await insertApiKey(tx, { ...values, prefix, keyHash });
    await auditHost(tx, {
      ...{ companyId: owned.id, action: 'api_key.create', subjectType: 'api_key', subjectId: keyId },
      details: { name: values.name, prefix, role: given.role },
    });
    return { user_id: user.id, company_id: owned.id, api_key: key };
  });
}
