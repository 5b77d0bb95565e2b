import { getLocale, getTranslations } from 'next-intl/server';
import { thingPage } from '@/app/(manage)/_lib/thing-page';
import { traced } from '@/app/(manage)/_lib/traced';
import { Explanation } from '@/components/ledger/explanation';
import { Elsewhere } from '@/components/shell/elsewhere';
import { Amount } from '@/components/ui/amount';
import { Badge } from '@/components/ui/badge';
import { Day } from '@/components/ui/business-day';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { Moment } from '@/components/ui/moment';
import { PageHeader } from '@/components/ui/page-header';
import { TextLink } from '@/components/ui/text-link';
import { dayText } from '@/lib/i18n/day-text';
import { getExplanation } from '@/lib/services/ledger/get-explanation';

const page = thingPage('ledger_entry', getExplanation);
export const generateMetadata = page.title(
  async ({ entry }) => `${entry.ingredient_name}, ${dayText(entry.date, await getLocale())}`,
);

export default traced(async function EntryPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const t = await getTranslations('explanation');
  const inventory = await getTranslations('inventory');
  const stock = await getTranslations('stock');
  const units = await getTranslations('units');
  const { thing, elsewhere } = await page.load(id);
  if (elsewhere) return <Elsewhere company={elsewhere} />;
  const { entry, sale } = thing;
  const other = entry.reverses_entry_id ?? entry.reversed_by_entry_id;
  return (
    <>
      <PageHeader
        title={entry.ingredient_name}
        text={t('text')}
        crumbs={[{ href: '/inventory/ledger', label: inventory('ledger') }]}
      />
      <div className="grid gap-6">
        <Card>
          <div className="mb-4 flex flex-wrap items-center gap-2">
            <Badge tone="brand">{inventory(`types.${entry.type}`)}</Badge>
            {entry.reverses_entry_id ? <Badge tone="warn">{inventory('reversal')}</Badge> : null}
            {entry.reversed_by_entry_id ? <Badge>{inventory('reversed')}</Badge> : null}
            {other ? (
              <TextLink href={`/inventory/ledger/${other}`}>
                {t(entry.reverses_entry_id ? 'original' : 'takenBackBy')}
              </TextLink>
            ) : null}
          </div>
          <Facts
            className="sm:grid-cols-3"
            facts={[
              [
                inventory('quantity'),
                <Amount key="q" value={entry.quantity} unit={units(entry.base_unit)} />,
              ],
              [inventory('unitCost'), <Amount key="c" value={entry.unit_cost} minDigits={2} />],
              [inventory('value'), <Amount key="v" value={entry.value} digits={12} minDigits={2} />],
              [
                inventory('date'),
                <span key="d">
                  <Day date={entry.date} />
                  {entry.original_date ? (
                    <span className="block font-normal text-muted">
                      {stock('forDay')} <Day date={entry.original_date} />
                    </span>
                  ) : null}
                </span>,
              ],
              [inventory('storageUnit'), entry.storage_unit_name],
              ...(entry.reason ? [[stock('reason'), stock(`reasons.${entry.reason}`)] as const] : []),
              [t('recorded'), <Moment key="m" iso={entry.recorded_at} />],
            ]}
          />
          {entry.note ? <p className="mt-4 text-sm text-muted">{entry.note}</p> : null}
        </Card>
        {sale ? <Explanation entry={entry} sale={sale} /> : <p className="text-muted">{t('byHand')}</p>}
      </div>
    </>
  );
});
