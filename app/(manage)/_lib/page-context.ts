import { redirect } from 'next/navigation';
import { cache } from 'react';
import { activeCompany, awaitsSecondFactor } from '@/lib/auth/active-company';
import { currentActor } from '@/lib/auth/current-actor';
import { serviceContext } from '@/lib/runtime/container';
import { requestId } from './request-id';
import { signInFirst } from './sign-in-first';

/**
 * The signed-in person and the active company; redirects to sign-in, to a second factor or to a new
 * company where one is missing.
 */
export const pageContext = cache(async () => {
  const actor = await currentActor();
  if (actor.kind !== 'user') return signInFirst();
  const company = await activeCompany(actor);
  if (await awaitsSecondFactor(actor, company)) redirect('/second-factor');
  if (!company) redirect('/companies/new');
  return { ctx: serviceContext(actor, requestId()), company };
});
