import { getTranslations } from 'next-intl/server';
import { allOf } from '@/app/(manage)/_lib/all-of';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { Packaging } from '@/components/ledger/packaging';
import { PageHeader } from '@/components/ui/page-header';
import { currentDay } from '@/lib/services/company/current-day';
import { listIngredients } from '@/lib/services/ingredient/list-ingredients';
import { getIntegration } from '@/lib/services/integration/get-integration';
import { listItems } from '@/lib/services/item/list-items';
import { listPackaging } from '@/lib/services/packaging/list-packaging';

export const generateMetadata = pageTitle('settings.packaging.title');

export default traced(async function PackagingPage() {
  const { ctx, company } = await pageContext();
  const t = await getTranslations('settings');
  const own = { company_id: company.id };
  const integration = await getIntegration(ctx, own);
  const [packaging, ingredients, items, today] = await Promise.all([
    listPackaging(ctx, own),
    allOf((cursor) => listIngredients(ctx, { ...own, limit: 500, cursor })),
    integration ? allOf((cursor) => listItems(ctx, { id: integration.id, limit: 500, cursor })) : [],
    currentDay(ctx, company.id),
  ]);
  return (
    <>
      <PageHeader
        title={t('packaging.title')}
        text={t('packaging.text')}
        crumbs={[{ href: '/settings', label: t('title') }]}
      />
      <Packaging
        companyId={company.id}
        today={today}
        said={packaging.data}
        suggested={packaging.suggested}
        groups={packaging.accounting_groups}
        items={items.map(({ id, name, sku }) => ({ id, name, sku }))}
        ingredients={ingredients.map(({ id, name, base_unit }) => ({ id, name, base_unit }))}
      />
    </>
  );
});
