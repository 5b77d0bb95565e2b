import { useTranslations } from 'next-intl';
import { Amount } from '@/components/ui/amount';
import { Day } from '@/components/ui/business-day';
import { Facts } from '@/components/ui/facts';
import { TextLink } from '@/components/ui/text-link';
import type { SalesDay } from '@/lib/contracts/setup';
import { LIGHTSPEED } from './chapter';

/** What came of it: of each active location the last day with sales, and what it took from stock. */
export function SalesDays({ days }: { days: readonly SalesDay[] }) {
  const t = useTranslations('setup.result');
  if (days.length === 0) return null;
  return (
    <section aria-labelledby="result" className="border-t border-line px-4 py-5 sm:px-5">
      <h3 id="result" className="font-semibold">
        {t('title')}
      </h3>
      <div className="mt-3 grid gap-6">
        {days.map((one) => (
          <SalesOf key={one.location_id} sales={one} />
        ))}
      </div>
    </section>
  );
}

function SalesOf({ sales: { location_name, currency, yesterday, day } }: { sales: SalesDay }) {
  const t = useTranslations('setup.result');
  const money = (value: string) => <Amount value={value} digits={2} minDigits={2} unit={currency} />;
  return (
    <div>
      <p className="font-medium">{location_name}</p>
      {day === null ? (
        <p className="text-sm text-muted">{t('none')}</p>
      ) : (
        <>
          <p className="mb-3 text-sm text-muted">
            {t(day.date === yesterday ? 'yesterday' : 'lastDay')} <Day date={day.date} weekday />
          </p>
          <Facts
            className="sm:grid-cols-3"
            facts={[
              [t('netSales'), money(day.net_sales)],
              [t('reached'), <Share key="r" part={day.deducted} of={day.net_sales} />],
              [t('costOfGoods'), money(day.cost_of_goods)],
              [t('costShare'), <Share key="c" part={day.cost_of_goods} of={day.net_sales} />],
              [t('ignored'), money(day.ignored)],
              [t('unmapped'), money(day.unmapped)],
            ]}
          />
          <p className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-sm">
            <TextLink href={`${LIGHTSPEED}/transfers/${day.log_id}`}>{t('toDay')}</TextLink>
            {day.unmapped_items > 0 ? (
              <TextLink href={`${LIGHTSPEED}/items?state=unmapped`}>
                {t('toUnmapped', { count: day.unmapped_items })}
              </TextLink>
            ) : null}
            {day.without_cost > 0 ? (
              <TextLink href="/inventory/ingredients">
                {t('withoutCost', { count: day.without_cost })}
              </TextLink>
            ) : null}
          </p>
        </>
      )}
    </div>
  );
}

function Share({ part, of }: { part: string; of: string }) {
  const t = useTranslations('setup');
  const whole = Number(of);
  return whole > 0 ? t('percent', { share: Number(part) / whole }) : '–';
}
