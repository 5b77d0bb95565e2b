import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { IntegrationHealth } from '@/components/lightspeed/integration-health';
import { LeftAlone } from '@/components/transfers/left-alone';
import { NextNight } from '@/components/transfers/runs-board';
import { Amount } from '@/components/ui/amount';
import { Badge, type Tone } from '@/components/ui/badge';
import { Day } from '@/components/ui/business-day';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { UnmappedSales as Sales } from '@/lib/contracts/lightspeed';
import type { LocationRuns, Runs } from '@/lib/contracts/nights';
import { getIntegration } from '@/lib/services/integration/get-integration';
import { countItems } from '@/lib/services/item/count-items';
import { listHeldNames } from '@/lib/services/item/list-held-names';
import { listUnmappedSales } from '@/lib/services/item/list-unmapped-sales';
import { getRuns } from '@/lib/services/runs/get-runs';
import { getSetup } from '@/lib/services/setup/get-setup';
import { Attention } from './attention';

export const generateMetadata = pageTitle('overview.title');

const ITEMS = '/integrations/lightspeed/items';
const TONES: Record<LocationRuns['days'][number]['state'], Tone> = {
  transferred: 'good',
  no_data: 'neutral',
  incomplete: 'warn',
  failed: 'bad',
  waiting: 'brand',
  missing: 'bad',
};
const BEST_SELLERS = 8;
const SALES_DAYS = 30;

export default traced(async function OverviewPage() {
  const { ctx, company } = await pageContext();
  const t = await getTranslations('overview');
  const [integration, setup, runs] = await Promise.all([
    getIntegration(ctx, { company_id: company.id }),
    getSetup(ctx, { company_id: company.id }),
    getRuns(ctx, { company_id: company.id }),
  ]);
  const [counts, unmapped, held] = integration
    ? await Promise.all([
        countItems(ctx, { id: integration.id }),
        listUnmappedSales(ctx, { id: integration.id, days: SALES_DAYS, limit: BEST_SELLERS }),
        listHeldNames(ctx, { id: integration.id }),
      ])
    : [null, null, null];
  const waiting = held?.data.filter(({ is_held }) => is_held) ?? [];
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <div className="grid gap-6">
        <Attention integration={integration} setup={setup} runs={runs} held={waiting.length} />
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <Locations runs={runs} />
          <UnmappedSales count={counts?.unmapped ?? null} sales={unmapped} />
        </div>
        <p className="flex flex-wrap items-center gap-3 text-sm text-muted">
          <TextLink href="/integrations/lightspeed">{t('connection')}</TextLink>
          <IntegrationHealth integration={integration} />
        </p>
      </div>
    </>
  );
});

/** The state of each location's newest day, and when its next one comes. */
function Locations({ runs }: { runs: Runs }) {
  const t = useTranslations('overview');
  const r = useTranslations('runs');
  return (
    <Card
      title={t('locations')}
      actions={
        <Link className={buttonClass({ variant: 'secondary', size: 'sm' })} href="/runs">
          {t('toRuns')}
        </Link>
      }
    >
      {runs.data.length === 0 ? <p className="text-muted">{t('none')}</p> : null}
      <ul className="divide-y divide-line">
        {runs.data.map((one) => {
          const last = one.days[0];
          return (
            <li key={one.location_id} className="py-3 first:pt-0 last:pb-0">
              <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
                <TextLink href={`/integrations/lightspeed/locations/${one.location_id}`}>
                  {one.location_name}
                </TextLink>
                {one.is_activated && last ? (
                  <span className="flex flex-wrap items-center gap-2 text-sm">
                    <LeftAlone runs={one} />
                    <Day date={last.date} weekday />
                    <Badge tone={TONES[last.state]}>{r(`states.${last.state}`)}</Badge>
                  </span>
                ) : (
                  <Badge>{r('inactive')}</Badge>
                )}
              </div>
              <p className="mt-0.5 text-sm text-muted">
                <NextNight runs={one} />
              </p>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

/** What was sold and took nothing from stock, most often sold first; null while nothing is connected. */
function UnmappedSales({ count, sales }: { count: number | null; sales: Sales | null }) {
  const t = useTranslations('overview');
  return (
    <Card
      title={t('unmapped')}
      description={sales && sales.data.length > 0 ? t('unmappedText', { days: SALES_DAYS }) : undefined}
      actions={
        count ? (
          <Link
            className={buttonClass({ variant: 'secondary', size: 'sm' })}
            href={`${ITEMS}?state=unmapped`}
          >
            {t('mapNow')}
          </Link>
        ) : null
      }
    >
      {!sales ? (
        <p className="text-muted">{t('notConnected')}</p>
      ) : sales.data.length === 0 ? (
        <p className="text-sm text-muted">{t('allMapped', { count: count ?? 0, days: SALES_DAYS })}</p>
      ) : (
        <Table bare label={t('unmapped')}>
          <thead>
            <tr>
              <Th>{t('item')}</Th>
              <Th num>{t('sold')}</Th>
            </tr>
          </thead>
          <tbody>
            {sales.data.map((sale) => (
              <tr key={`${sale.item_id}-${sale.sku}-${sale.name}`}>
                <Td>
                  {sale.item_id ? (
                    <TextLink href={`${ITEMS}?search=${encodeURIComponent(sale.sku ?? sale.name)}`}>
                      {sale.name}
                    </TextLink>
                  ) : (
                    <span className="flex flex-wrap gap-x-2">
                      {sale.name} <span className="text-muted">{t(`unknown.${sale.reason}`)}</span>
                    </span>
                  )}
                </Td>
                <Td num>
                  <Amount value={sale.quantity} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
