import { useTranslations } from 'next-intl';
import { Amount } from '@/components/ui/amount';
import { Badge } from '@/components/ui/badge';
import { Day } from '@/components/ui/business-day';
import { Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { Stock } from '@/lib/contracts/stock';
import { DaysLeft } from './days-left';
import { OnHand, toneOnHand } from './on-hand';
import { Revaluation } from './revaluation';
import { UnitCost } from './unit-cost';

// Over 80 lines: the columns of one table.
export function StockTable({
  stock,
  one,
  bare,
  links = true,
}: {
  stock: readonly Stock[];
  /** Which column would be the same in every row. */
  one?: 'unit' | 'ingredient' | undefined;
  bare?: boolean;
  /** False: the reader may not see the pages of ingredients. */
  links?: boolean;
}) {
  const t = useTranslations('stock');
  return (
    <Table stack bare={bare} label={t('title')}>
      <thead>
        <tr>
          {one === 'ingredient' ? null : <Th>{t('ingredient')}</Th>}
          {one === 'unit' ? null : <Th>{t('unit')}</Th>}
          <Th num>{t('onHand')}</Th>
          <Th>{t('lasts')}</Th>
          <Th num>{t('dailyUsage')}</Th>
          <Th num>{t('unitCost')}</Th>
          <Th num>{t('value')}</Th>
          <Th num>{t('revaluation')}</Th>
          <Th>{t('lastCounted')}</Th>
        </tr>
      </thead>
      <tbody>
        {stock.map((row) => (
          <tr key={`${row.storage_unit_id}-${row.ingredient_id}`}>
            {one === 'ingredient' ? null : (
              <Td className="font-medium">
                {links ? (
                  <TextLink href={`/inventory/ingredients/${row.ingredient_id}`}>
                    {row.ingredient_name}
                  </TextLink>
                ) : (
                  row.ingredient_name
                )}{' '}
                {row.is_below_minimum ? <Badge tone="warn">{t('belowMinimum')}</Badge> : null}
              </Td>
            )}
            {one === 'unit' ? null : (
              <Td {...(one === 'ingredient' ? {} : { label: t('unit') })} className="text-muted">
                <TextLink
                  className="font-normal text-ink"
                  href={`/inventory/stock?storage_unit=${row.storage_unit_id}`}
                >
                  {row.storage_unit_name}
                </TextLink>
              </Td>
            )}
            <Td num phone="lead" className={toneOnHand(row)}>
              <OnHand row={row} digits={3} />
            </Td>
            <Td label={t('lasts')}>
              <DaysLeft days={row.days_left} />
            </Td>
            <Td num phone="hide" className="text-muted">
              {row.daily_usage === '0' ? '–' : <Amount value={row.daily_usage} digits={3} />}
            </Td>
            <Td num phone="hide" className="text-muted">
              <UnitCost value={row.unit_cost} source={row.cost_source} />
            </Td>
            <Td num label={t('value')} className={row.never_counted ? 'text-muted' : undefined}>
              <Amount value={row.value} digits={2} minDigits={2} />
            </Td>
            <Td num phone="hide" className="text-muted">
              <Revaluation value={row.revaluation} />
            </Td>
            <Td
              {...(row.last_counted ? { label: t('lastCounted') } : { phone: 'hide' })}
              className="text-muted"
            >
              <Day date={row.last_counted} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
