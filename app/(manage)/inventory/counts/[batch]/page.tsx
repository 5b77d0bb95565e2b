import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/page-context';
import { allOf } from '@/components/shell/all-of';
import { pageTitle } from '@/components/shell/page-title';
import { CountTable } from '@/components/stock/count-tables';
import { ExportLink } from '@/components/stock/export-link';
import { Amount } from '@/components/ui/amount';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { idSchema } from '@/lib/contracts/common';
import { add, exact, roundHalfEven, ZERO } from '@/lib/core/quantity';
import { dateLocale } from '@/lib/i18n/date-locale';
import { listCounts } from '@/lib/services/stock/list-counts';

export const generateMetadata = pageTitle('stock.variance');

export default async function CountPage({ params }: { params: Promise<{ batch: string }> }) {
  const { ctx, company } = await pageContext();
  const batchId = idSchema.safeParse((await params).batch).data;
  if (!batchId) notFound();
  const t = await getTranslations('stock');
  const locale = await getLocale();
  const counts = await allOf((cursor) =>
    listCounts(ctx, {
      company_id: company.id,
      batch_id: batchId,
      include_withdrawn: true,
      limit: 500,
      cursor,
    }),
  );
  const first = counts[0];
  if (!first) notFound();
  const standing = counts.filter((count) => !count.is_withdrawn);
  const total = standing.reduce((sum, count) => add(sum, exact(count.variance_value)), ZERO);
  const date = new Intl.DateTimeFormat(dateLocale(locale), { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${first.date}T00:00:00Z`),
  );
  return (
    <>
      <PageHeader
        title={t('countOf', { unit: first.storage_unit_name, date })}
        badge={<Badge>{t(`moments.${first.counted_at}`)}</Badge>}
        text={t('varianceText')}
        crumbs={[{ href: '/inventory/counts', label: t('countsTitle') }]}
        actions={<ExportLink list="counts" params={{ batch: batchId }} />}
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
}
