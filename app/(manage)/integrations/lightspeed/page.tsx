import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/page-context';
import { ConnectForm } from '@/components/lightspeed/connect-form';
import { IntegrationHealth } from '@/components/lightspeed/integration-health';
import { ReauthorizeButton } from '@/components/lightspeed/reauthorize-button';
import { RenameIntegration } from '@/components/lightspeed/rename-integration';
import { SyncButton } from '@/components/lightspeed/sync-button';
import { Amount } from '@/components/ui/amount';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ErrorBanner } from '@/components/ui/error-banner';
import { Moment } from '@/components/ui/moment';
import { PageHeader } from '@/components/ui/page-header';
import { getIntegration } from '@/lib/services/integration/get-integration';
import { countItems } from '@/lib/services/item/count-items';

export default async function LightspeedPage({
  searchParams,
}: {
  searchParams: Promise<{ error?: string }>;
}) {
  const { ctx, company } = await pageContext();
  const { error } = await searchParams;
  const t = await getTranslations('lightspeed');
  const integration = await getIntegration(ctx, { company_id: company.id });
  if (!integration) {
    return (
      <>
        <PageHeader title="Lightspeed K-Series" text={t('about')} />
        {error ? <ErrorBanner code={error} /> : null}
        <Card title={t('connectTitle')} description={t('connectText')}>
          <ConnectForm companyId={company.id} />
        </Card>
      </>
    );
  }
  const counts = await countItems(ctx, { id: integration.id });
  const facts = [
    [t('business'), integration.business_name ?? '–'],
    [t('tokens'), <Moment key="t" iso={integration.tokens_renewed_at} />],
    [t('lastSuccess'), <Moment key="s" iso={integration.last_success_at} />],
    [t('lastError'), <Moment key="e" iso={integration.last_error_at} />],
  ] as const;
  return (
    <>
      <PageHeader title="Lightspeed K-Series" text={t('about')} />
      {error ? <ErrorBanner code={error} /> : null}
      {integration.status === 'needs_reauthorization' ? <ErrorBanner code="lightspeed_auth_failed" /> : null}
      <div className="grid gap-6">
        <Card
          title={
            <span className="flex flex-wrap items-center gap-3">
              {integration.name} <IntegrationHealth integration={integration} />
            </span>
          }
          actions={
            <>
              <RenameIntegration id={integration.id} name={integration.name} />
              <ReauthorizeButton
                companyId={company.id}
                urgent={integration.status === 'needs_reauthorization'}
              />
            </>
          }
        >
          <dl className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
            {facts.map(([label, value]) => (
              <div key={label}>
                <dt className="text-sm text-muted">{label}</dt>
                <dd className="font-medium">{value}</dd>
              </div>
            ))}
          </dl>
        </Card>
        <div className="grid gap-6 lg:grid-cols-2">
          <Card
            title={t('locations')}
            description={t('locationsText')}
            actions={
              <Link
                className={buttonClass({ variant: 'secondary' })}
                href="/integrations/lightspeed/locations"
              >
                {t('showLocations')}
              </Link>
            }
          >
            <SyncButton what="locations" integrationId={integration.id} />
            <p className="text-sm text-muted">
              {t('lastSync')} <Moment iso={integration.locations_synced_at} />
            </p>
          </Card>
          <Card
            title={t('items')}
            description={t('itemsText')}
            actions={
              <Link className={buttonClass({ variant: 'secondary' })} href="/integrations/lightspeed/items">
                {t('showItems')}
              </Link>
            }
          >
            <SyncButton what="items" integrationId={integration.id} />
            <p className="text-sm text-muted">
              {t('lastSync')} <Moment iso={integration.items_synced_at} /> ·{' '}
              <Amount value={String(counts.total)} /> {t('items')} ·{' '}
              <Amount value={String(counts.unmapped)} /> {t('states.unmapped')}
            </p>
          </Card>
        </div>
      </div>
    </>
  );
}
