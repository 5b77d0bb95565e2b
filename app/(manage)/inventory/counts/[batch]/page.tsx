import { getLocale, getTranslations } from 'next-intl/server';
import { allOf } from '@/app/(manage)/_lib/all-of';
import { thingPage } from '@/app/(manage)/_lib/thing-page';
import { traced } from '@/app/(manage)/_lib/traced';
import { Elsewhere } from '@/components/shell/elsewhere';
import { CountTable } from '@/components/stock/count-tables';
import { ExportLink } from '@/components/stock/export-link';
import { Amount } from '@/components/ui/amount';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { DomainError } from '@/lib/core/domain-error';
import { add, exact, roundHalfEven, ZERO } from '@/lib/core/quantity';
import { dayText } from '@/lib/i18n/day-text';
import { listCounts } from '@/lib/services/stock/list-counts';

/** The lines of one count. */
const page = thingPage('count_batch', async (ctx, { id: batch_id, company_id }) => {
  const lines = await allOf((cursor) =>
    listCounts(ctx, { company_id, batch_id, include_withdrawn: true, limit: 500, cursor }),
  );
  const first = lines[0];
  if (!first) throw new DomainError('not_found', 'no such count', { thing: 'stock_count' });
  return { first, lines };
});
const nameOf = async ({ storage_unit_name: unit, date }: { storage_unit_name: string; date: string }) =>
  (await getTranslations('stock'))('countOf', { unit, date: dayText(date, await getLocale()) });
export const generateMetadata = page.title(({ first }) => nameOf(first));

export default traced(async function CountPage({ params }: { params: Promise<{ batch: string }> }) {
  const { batch } = await params;
  const t = await getTranslations('stock');
  const { thing, elsewhere } = await page.load(batch);
  if (elsewhere) return <Elsewhere company={elsewhere} />;
  const { first, lines: counts } = thing;
  const standing = counts.filter((count) => !count.is_withdrawn);
  const total = standing.reduce((sum, count) => add(sum, exact(count.variance_value)), ZERO);
  return (
    <>
      <PageHeader
        title={await nameOf(first)}
        badge={<Badge>{t(`moments.${first.counted_at}`)}</Badge>}
        text={t('varianceText')}
        crumbs={[{ href: '/inventory/counts', label: t('countsTitle') }]}
        actions={<ExportLink list="counts" params={{ batch }} />}
      />
      <div className="grid gap-5">
        <Card>
          <Facts
            facts={[
              [
                t('varianceValue'),
                <Amount key="value" signed value={roundHalfEven(total, 2)} digits={2} minDigits={2} />,
              ],
              [t('lines'), standing.length],
              [t('differing'), standing.filter((count) => count.variance_quantity !== '0').length],
            ]}
          />
        </Card>
        <CountTable
          counts={counts.toSorted(
            (a, b) => Math.abs(Number(b.variance_value)) - Math.abs(Number(a.variance_value)),
          )}
        />
      </div>
    </>
  );
});
