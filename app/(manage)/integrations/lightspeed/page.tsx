import { cookies } from 'next/headers';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { queryOf } from '@/app/(manage)/_lib/page-query';
import { traced } from '@/app/(manage)/_lib/traced';
import { ConnectForm } from '@/components/lightspeed/connect-form';
import { ConnectionHealth } from '@/components/lightspeed/connection-health';
import { Disconnect } from '@/components/lightspeed/disconnect';
import { IntegrationHealth } from '@/components/lightspeed/integration-health';
import { isConnected, NotConnected } from '@/components/lightspeed/not-connected';
import { ReauthorizeButton } from '@/components/lightspeed/reauthorize-button';
import { RenameIntegration } from '@/components/lightspeed/rename-integration';
import { SyncButton } from '@/components/lightspeed/sync-button';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ErrorBanner } from '@/components/ui/error-banner';
import { Moment } from '@/components/ui/moment';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { TextLink } from '@/components/ui/text-link';
import { idSchema } from '@/lib/contracts/common';
import { readMismatch } from '@/lib/http/mismatch-cookie';
import { getIntegration } from '@/lib/services/integration/get-integration';
import { countItems } from '@/lib/services/item/count-items';

export const metadata = { title: 'Lightspeed K-Series' };

// Over 80 lines: what the page reads and its cards, in the order of the screen.
export default traced(async function LightspeedPage({
  searchParams,
}: {
  searchParams: Promise<{ error?: string; request_id?: string }>;
}) {
  const { ctx, company } = await pageContext();
  const { error, request_id } = await queryOf(searchParams);
  const reference = idSchema.safeParse(request_id).data;
  const t = await getTranslations('lightspeed');
  const crumbs = [{ href: '/integrations', label: t('integrations') }];
  const integration = await getIntegration(ctx, { company_id: company.id });
  if (!integration) {
    return (
      <>
        <PageHeader title="Lightspeed K-Series" text={t('about')} crumbs={crumbs} />
        {error ? <ErrorBanner code={error} reference={reference} /> : null}
        <Card title={t('connectTitle')} description={t('connectText')}>
          <ConnectForm companyId={company.id} />
        </Card>
      </>
    );
  }
  const counts = await countItems(ctx, { id: integration.id });
  const mismatch = error === 'lightspeed_business_mismatch' ? readMismatch(await cookies()) : null;
  const needsConsent = !isConnected(integration);
  return (
    <>
      <PageHeader
        title="Lightspeed K-Series"
        badge={<IntegrationHealth integration={integration} />}
        text={t('about')}
        crumbs={crumbs}
      />
      {error ? (
        <ErrorBanner code={error === 'oauth_denied' ? 'oauth_denied_kept' : error} reference={reference}>
          {mismatch ? <p className="mt-1">{t('health.mismatch', mismatch)}</p> : null}
        </ErrorBanner>
      ) : null}
      <div className="grid gap-6">
        {(integration.locations_synced_at && integration.items_synced_at) || needsConsent ? null : (
          <Notice tone="good" title={t('nextStep')}>
            {t(integration.locations_synced_at ? 'nextSyncItems' : 'nextSyncLocations')}
          </Notice>
        )}
        <ConnectionHealth
          integration={integration}
          actions={
            <>
              <RenameIntegration id={integration.id} name={integration.name} />
              <ReauthorizeButton companyId={company.id} urgent={needsConsent} />
            </>
          }
        />
        <div className="grid gap-6 lg:grid-cols-2">
          <Card
            title={t('locations')}
            description={t('locationsText')}
            actions={
              needsConsent ? <NotConnected /> : <SyncButton what="locations" integrationId={integration.id} />
            }
          >
            <Synced iso={integration.locations_synced_at} label={t('lastSync')} never={t('neverSynced')} />
            <Link
              className={buttonClass({
                variant: integration.locations_synced_at ? 'primary' : 'secondary',
                size: 'sm',
              })}
              href="/integrations/lightspeed/locations"
            >
              {t('showLocations')}
            </Link>
          </Card>
          <Card
            title={t('items')}
            description={t('itemsText')}
            actions={
              needsConsent ? <NotConnected /> : <SyncButton what="items" integrationId={integration.id} />
            }
          >
            <Synced iso={integration.items_synced_at} label={t('lastSync')} never={t('neverSynced')}>
              {integration.items_synced_at ? (
                <>
                  {' · '}
                  {t('itemCounts', { total: counts.total, unmapped: counts.unmapped })}
                  {counts.inactive > 0 ? (
                    <>
                      {' · '}
                      <TextLink href="/integrations/lightspeed/items?archived=true">
                        {t('inactiveItems', { count: counts.inactive })}
                      </TextLink>
                    </>
                  ) : null}
                </>
              ) : null}
            </Synced>
            <Link
              className={buttonClass({
                variant: integration.items_synced_at ? 'primary' : 'secondary',
                size: 'sm',
              })}
              href="/integrations/lightspeed/items"
            >
              {t('showItems')}
            </Link>
          </Card>
        </div>
        {integration.disconnected_at ? null : <Disconnect id={integration.id} />}
      </div>
    </>
  );
});

function Synced({
  iso,
  label,
  never,
  children,
}: {
  iso: string | null;
  label: string;
  never: string;
  children?: ReactNode;
}) {
  return (
    <p className="mb-4 text-sm text-muted">
      {iso ? (
        <>
          {label} <Moment iso={iso} />
        </>
      ) : (
        never
      )}
      {children}
    </p>
  );
}
