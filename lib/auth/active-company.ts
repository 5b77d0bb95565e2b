import { cookies } from 'next/headers';
import type { Company } from '@/lib/contracts/people';
import { serviceContext } from '@/lib/runtime/container';
import { listCompanies } from '@/lib/services/company/list-companies';
import type { Actor } from '@/lib/services/context';
import { sessionCookie } from './session-cookie';

const COOKIE = 'bestellfix_company';

/**
 * The company the pages show: the one chosen last if it still is one of the person's, else the first by name.
 */
export async function activeCompany(actor: Actor): Promise<Company | null> {
  if (actor.kind === 'anonymous') return null;
  const { data } = await listCompanies(serviceContext(actor), { limit: 500 });
  const chosen = (await cookies()).get(COOKIE)?.value;
  return data.find((company) => company.id === chosen) ?? data[0] ?? null;
}

/**
 * Whether what the person would see waits for a second factor (R48): the company chosen last, or the only
 * one.
 */
export async function awaitsSecondFactor(actor: Actor, company: Company | null): Promise<boolean> {
  if (actor.kind !== 'user' || !actor.barred?.size) return false;
  const chosen = (await cookies()).get(COOKIE)?.value;
  return company === null || (chosen !== undefined && actor.barred.has(chosen));
}

/** Remembers the choice; only callable from an action or a route. */
export async function chooseCompany(companyId: string): Promise<void> {
  (await cookies()).set(COOKIE, companyId, {
    httpOnly: true,
    sameSite: 'lax',
    secure: sessionCookie().secure,
    path: '/',
    maxAge: 365 * 24 * 60 * 60,
  });
}
