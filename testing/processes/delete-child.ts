import { openDatabase } from '@/db/client';
import { deleteCompany } from '@/lib/services/privacy/delete-companies';
import { testContext } from '@/testing/fixtures/test-context';

/** Deletes a company as a process of its own, to be killed: DATABASE_URL, and its id as argument. */
const db = openDatabase(process.env.DATABASE_URL ?? '', { max: 2, name: 'bestellfix-delete-child' });
const ctx = testContext(db, { kind: 'system', memberships: {} });
const companyId = process.argv[2] ?? '';
while (!(await deleteCompany(ctx, companyId, { batch: 3 })).isOver);
await db.$client.end();
