import { redirect } from 'next/navigation';
import { pageContext } from '@/app/(manage)/page-context';
import { getSetup } from '@/lib/services/setup/get-setup';

export default async function Home() {
  const { ctx, company } = await pageContext();
  const setup = await getSetup(ctx, { company_id: company.id });
  redirect(setup.steps.every((step) => step.done) ? '/overview' : '/setup');
}
