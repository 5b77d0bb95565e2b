import type { Database } from '@/db/client';
import {
  closeCompany,
  type DeletedSubject,
  deletePerson,
  findDeletion,
  insertDeletion,
  listOnlyOwned,
} from '@/db/queries/deletions';
import { findCompanyName, findUser, lockCompany, lockUser } from '@/db/queries/people';
import { auditHost, auditHostOf } from '../people/audit-host';

/** What came of one deletion that is repeated. */
export type Repeated = DeletedSubject &
  (
    | { result: 'gone' }
    | { result: 'deleted' }
    /** Nobody sees it any more; its rows go when the database lets them. */
    | { result: 'closed'; due_at: string }
    | { result: 'only_owner'; companies: string[] }
  );

/**
 * Deletes again who was deleted, in a database that was restored from before (R51): companies first, so that
 * nobody is kept as the owner of one of them. A person goes at once. A company is closed at once, and its
 * rows go seven days later, because the database leaves no shorter way. Again it changes nothing. Whoever
 * would leave a company without an owner stays, and is named with it.
 */
export async function repeatDeletions(
  db: Database,
  subjects: readonly DeletedSubject[],
): Promise<Repeated[]> {
  const of = (kind: DeletedSubject['kind']) => subjects.filter((one) => one.kind === kind);
  const done: Repeated[] = [];
  for (const one of of('company')) done.push(await repeatCompany(db, one));
  for (const one of of('person')) done.push(await repeatPerson(db, one));
  return done;
}

async function repeatCompany(db: Database, subject: DeletedSubject): Promise<Repeated> {
  const companyId = subject.subject_id;
  return db.transaction(async (tx) => {
    await lockCompany(tx, companyId);
    if (!(await findCompanyName(tx, companyId))) return { ...subject, result: 'gone' };
    const known = await findDeletion(tx, companyId);
    const { dueAt } = known ?? (await insertDeletion(tx, { kind: 'company', subjectId: companyId }));
    if (!known)
      await auditHost(tx, {
        companyId,
        action: 'company.ask_deletion',
        subjectType: 'company',
        subjectId: companyId,
      });
    await closeCompany(tx, companyId);
    return { ...subject, result: 'closed', due_at: dueAt.toISOString() };
  });
}

async function repeatPerson(db: Database, subject: DeletedSubject): Promise<Repeated> {
  const userId = subject.subject_id;
  return db.transaction(async (tx) => {
    const user = await findUser(tx, userId);
    if (!user) return { ...subject, result: 'gone' };
    const owned = await listOnlyOwned(tx, userId);
    if (owned.length > 0)
      return { ...subject, result: 'only_owner', companies: owned.map(({ name }) => name) };
    await lockUser(tx, userId);
    await auditHostOf(tx, userId, 'person.delete', {});
    await deletePerson(tx, userId, user.email);
    return { ...subject, result: 'deleted' };
  });
}
