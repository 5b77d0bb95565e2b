import { redirect } from 'next/navigation';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { getSetup } from '@/lib/services/setup/get-setup';

export default async function Home() {
  const { ctx, company } = await pageContext();
  const setup = await getSetup(ctx, { company_id: company.id });
  // Whoever has a location at work begins the day with what happened, not with the steps that are left.
  const isAtWork = setup.steps.some((step) => step.key === 'activate' && step.done);
  redirect(isAtWork ? '/overview' : '/setup');
}
