import { redirect } from 'next/navigation';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { traced } from '@/app/(manage)/_lib/traced';
import { STOCK_KEEPER } from '@/lib/services/own-units';
import { getSetup } from '@/lib/services/setup/get-setup';

export default traced(async function Home() {
  const { ctx, company } = await pageContext();
  if (company.role === STOCK_KEEPER) redirect('/inventory/stock');
  const setup = await getSetup(ctx, { company_id: company.id });
  // With an active location the start page is the overview, not the setup.
  const isAtWork = setup.steps.some((step) => step.key === 'activate' && step.done);
  redirect(isAtWork ? '/overview' : '/setup');
});
