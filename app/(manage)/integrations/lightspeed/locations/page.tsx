import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { isConnected } from '@/components/lightspeed/not-connected';
import { Badge } from '@/components/ui/badge';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { getIntegration } from '@/lib/services/integration/get-integration';
import { listLocations } from '@/lib/services/location/list-locations';

export const generateMetadata = pageTitle('lightspeed.locations');

export default traced(async function LocationsPage() {
  const { ctx, company } = await pageContext();
  const t = await getTranslations('lightspeed');
  const integration = await getIntegration(ctx, { company_id: company.id });
  const locations = integration
    ? (await listLocations(ctx, { id: integration.id, include_archived: true, limit: 500 })).data
    : [];
  return (
    <>
      <PageHeader
        title={t('locations')}
        text={t('locationsText')}
        crumbs={[
          { href: '/integrations', label: t('integrations') },
          { href: '/integrations/lightspeed', label: 'Lightspeed K-Series' },
        ]}
      />
      {locations.length === 0 ? (
        <EmptyState
          title={t('noLocations')}
          text={t(integration ? 'noLocationsText' : 'notConnectedText')}
          action={
            <Link className={buttonClass()} href="/integrations/lightspeed">
              {t(!integration ? 'connect' : isConnected(integration) ? 'syncLocations' : 'connectAgain')}
            </Link>
          }
        />
      ) : (
        <Table stack label={t('locations')}>
          <thead>
            <tr>
              <Th>{t('location')}</Th>
              <Th>{t('storageUnit')}</Th>
              <Th>{t('activated')}</Th>
              <Th>{t('autoTransfer')}</Th>
              <Th>{t('timezone')}</Th>
            </tr>
          </thead>
          <tbody>
            {locations.map((location) => (
              <tr key={location.id}>
                <Td>
                  <TextLink href={`/integrations/lightspeed/locations/${location.id}`}>
                    {location.name}
                  </TextLink>{' '}
                  {location.is_archived ? <Badge>{t('archived')}</Badge> : null}
                </Td>
                <Td label={t('storageUnit')}>
                  {location.storage_unit_name ?? <Badge tone="warn">{t('notLinked')}</Badge>}
                </Td>
                <Td label={t('activated')}>
                  {location.is_activated ? <Badge tone="good">{t('yes')}</Badge> : <Badge>{t('no')}</Badge>}
                </Td>
                <Td label={t('autoTransfer')}>
                  {location.auto_transfer_paused ? (
                    <Badge>{t('paused')}</Badge>
                  ) : (
                    <Badge tone="good">{t('on')}</Badge>
                  )}
                </Td>
                <Td label={t('timezone')} className="text-muted">
                  {location.timezone}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
});
