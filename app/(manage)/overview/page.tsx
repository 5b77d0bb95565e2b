import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/page-context';
import { Day } from '@/components/lightspeed/day';
import { IntegrationHealth } from '@/components/lightspeed/integration-health';
import { pageTitle } from '@/components/shell/page-title';
import { Amount } from '@/components/ui/amount';
import { Badge } from '@/components/ui/badge';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { getIntegration } from '@/lib/services/integration/get-integration';
import { countItems } from '@/lib/services/item/count-items';
import { listLocations } from '@/lib/services/location/list-locations';
import { getSetup } from '@/lib/services/setup/get-setup';

export const generateMetadata = pageTitle('overview.title');

export default async function OverviewPage() {
  const { ctx, company } = await pageContext();
  const t = await getTranslations('overview');
  const l = await getTranslations('lightspeed');
  const [integration, setup] = await Promise.all([
    getIntegration(ctx, { company_id: company.id }),
    getSetup(ctx, { company_id: company.id }),
  ]);
  const [counts, locations] = integration
    ? await Promise.all([
        countItems(ctx, { id: integration.id }),
        listLocations(ctx, { id: integration.id, limit: 100 }).then((page) => page.data),
      ])
    : [null, []];
  const done = setup.steps.filter((step) => step.done).length;
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <div className="grid gap-6 lg:grid-cols-2">
        {done < setup.steps.length ? (
          <Card
            className="lg:col-span-2"
            title={t('setup')}
            description={t('setupText', { done, total: setup.steps.length })}
            actions={
              <Link className={buttonClass()} href="/setup">
                {t('continue')}
              </Link>
            }
          />
        ) : null}
        <Card
          title={t('connection')}
          actions={
            <Link
              className={buttonClass({ variant: 'secondary', size: 'sm' })}
              href="/integrations/lightspeed"
            >
              {l(integration ? 'manage' : 'connect')}
            </Link>
          }
        >
          <IntegrationHealth integration={integration} />
        </Card>
        <Card
          title={t('unmapped')}
          actions={
            <Link
              className={buttonClass({ variant: 'secondary', size: 'sm' })}
              href="/integrations/lightspeed/items?state=unmapped"
            >
              {t('mapNow')}
            </Link>
          }
        >
          <p className="text-3xl font-semibold">
            <Amount value={counts ? String(counts.unmapped) : null} />
          </p>
        </Card>
        <Card className="lg:col-span-2" title={t('locations')}>
          {locations.length === 0 ? <p className="text-muted">{t('none')}</p> : null}
          <ul className="divide-y divide-line">
            {locations.map((location) => (
              <li key={location.id} className="flex flex-wrap items-center justify-between gap-3 py-3">
                <Link
                  className="font-medium text-brand underline underline-offset-4"
                  href={`/integrations/lightspeed/locations/${location.id}`}
                >
                  {location.name}
                </Link>
                <span className="flex flex-wrap items-center gap-3 text-sm">
                  <span className="text-muted">{t('lastTransfer')}</span>
                  {location.last_transfer ? <Day date={location.last_transfer.date} /> : t('never')}
                  {location.last_transfer && !location.last_transfer.success ? (
                    <Badge tone="bad">{l('manual.failed')}</Badge>
                  ) : null}
                  {location.is_activated ? null : <Badge>{l('isInactive')}</Badge>}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  );
}
