import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { queryOf } from '@/app/(manage)/_lib/page-query';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { tillCurrency } from '@/app/(manage)/_lib/till-currency';
import { traced } from '@/app/(manage)/_lib/traced';
import { Desk } from '@/components/desk/desk';
import { FileLinks } from '@/components/imports/file-links';
import { isConnected } from '@/components/lightspeed/not-connected';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { currentDay } from '@/lib/services/company/current-day';
import { getIntegration } from '@/lib/services/integration/get-integration';
import { listDesk } from '@/lib/services/item/list-desk';
import { listHeldNames } from '@/lib/services/item/list-held-names';
import { listTargets } from '@/lib/services/item/list-targets';

/** Rows sent with the page: more than fit a screen; the rest follows once it is shown. */
const FIRST_ROWS = 50;
/** Addresses from before there were segments. */
const SEGMENT_OF: Readonly<Record<string, 'review' | 'mapped' | 'ignored'>> = {
  unmapped: 'review',
  ingredient: 'mapped',
  recipe: 'mapped',
  subtraction: 'mapped',
  ignored: 'ignored',
};

export const generateMetadata = pageTitle('lightspeed.items');

export default traced(async function ItemsPage({
  searchParams,
}: {
  searchParams: Promise<{ state?: string; days?: string; archived?: string }>;
}) {
  const { ctx, company } = await pageContext();
  const query = await queryOf(searchParams);
  const t = await getTranslations('lightspeed');
  const crumbs = [
    { href: '/integrations', label: t('integrations') },
    { href: '/integrations/lightspeed', label: 'Lightspeed K-Series' },
  ];
  const integration = await getIntegration(ctx, { company_id: company.id });
  if (!integration?.items_synced_at) {
    return (
      <>
        <PageHeader title={t('items')} text={t('mappingText')} crumbs={crumbs} />
        <EmptyState
          title={t('noItems')}
          text={t(integration ? 'noItemsText' : 'notConnectedText')}
          action={
            <Link className={buttonClass()} href="/integrations/lightspeed">
              {t(!integration ? 'connect' : isConnected(integration) ? 'syncItems' : 'connectAgain')}
            </Link>
          }
        />
      </>
    );
  }
  const { id } = integration;
  const days = query.days === '90' ? 90 : 30;
  const withArchived = query.archived === 'true';
  const [first, targets, currency, today, held] = await Promise.all([
    listDesk(ctx, { id, days, include_archived: withArchived, limit: FIRST_ROWS }),
    listTargets(ctx, { company_id: company.id }),
    tillCurrency(ctx, id),
    currentDay(ctx, company.id),
    listHeldNames(ctx, { id }),
  ]);
  return (
    <>
      <PageHeader
        title={t('items')}
        text={t('mappingText')}
        crumbs={crumbs}
        actions={<FileLinks companyId={company.id} kind="mappings" />}
      />
      <Desk
        key={`${days} ${withArchived}`}
        companyId={company.id}
        integrationId={id}
        today={today}
        days={days}
        withArchived={withArchived}
        currency={currency}
        first={first}
        held={held}
        targets={targets}
        segment={SEGMENT_OF[query.state ?? ''] ?? null}
      />
    </>
  );
});
