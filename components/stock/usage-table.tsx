import { useTranslations } from 'next-intl';
import { Amount } from '@/components/ui/amount';
import { Badge } from '@/components/ui/badge';
import { Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { UsageRow } from '@/lib/contracts/stock';

/** On a phone a zero is not worth its line. */
const labelled = (value: string, label: string) => (value === '0' ? { phone: 'hide' as const } : { label });

function NoCost() {
  const t = useTranslations('stock');
  return <Badge tone="warn">{t('noCost')}</Badge>;
}

/** Usage by ingredient: what sales say, what was thrown away, what counts found missing. */
export function UsageTable({ rows }: { rows: readonly UsageRow[] }) {
  const t = useTranslations('stock');
  const units = useTranslations('units');
  const amount = (value: string, row: UsageRow) =>
    value === '0' ? (
      <span className="text-muted">–</span>
    ) : (
      <Amount value={value} digits={3} unit={units(row.base_unit)} />
    );
  const money = (value: string) => (value === '0' ? '–' : <Amount value={value} digits={2} minDigits={2} />);
  return (
    <Table stack label={t('usageTitle')}>
      <thead>
        <tr>
          <Th>{t('ingredient')}</Th>
          <Th num>{t('theoretical')}</Th>
          <Th num>{t('wasted')}</Th>
          <Th num>{t('missing')}</Th>
          <Th num>{t('theoreticalValue')}</Th>
          <Th num>{t('wastedValue')}</Th>
          <Th num>{t('missingValue')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.ingredient_id}>
            <Td className="font-medium">
              <TextLink href={`/inventory/ingredients/${row.ingredient_id}`}>{row.ingredient_name}</TextLink>{' '}
              {row.has_cost ? null : <NoCost />}
            </Td>
            <Td num phone="lead">
              {amount(row.theoretical_quantity, row)}
            </Td>
            <Td num {...labelled(row.wasted_quantity, t('wasted'))}>
              {amount(row.wasted_quantity, row)}
            </Td>
            <Td num {...labelled(row.missing_quantity, t('missing'))}>
              {amount(row.missing_quantity, row)}
            </Td>
            <Td num label={t('theoreticalValue')}>
              <Amount value={row.theoretical_value} digits={2} minDigits={2} />
            </Td>
            <Td num phone="hide" className="text-muted">
              {money(row.wasted_value)}
            </Td>
            <Td num phone="hide" className="text-muted">
              {money(row.missing_value)}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/**
 * Usage by what was sold: each item with the ingredients it took. `one`: of one ingredient only, its name is
 * on the page.
 */
export function ItemUsageTable({
  rows,
  one,
  bare,
}: {
  rows: readonly UsageRow[];
  one?: boolean;
  bare?: boolean;
}) {
  const t = useTranslations('stock');
  const units = useTranslations('units');
  return (
    <Table stack bare={bare} label={t('byItem')}>
      <thead>
        <tr>
          <Th>{t('item')}</Th>
          {one ? null : <Th>{t('ingredient')}</Th>}
          <Th num>{t('sold')}</Th>
          <Th num>{t('theoretical')}</Th>
          <Th num>{t('value')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.item_id}-${row.ingredient_id}`}>
            <Td className="font-medium">{row.item_name ?? t('noItem')}</Td>
            {one ? null : (
              <Td label={t('ingredient')}>
                <TextLink className="font-normal" href={`/inventory/ingredients/${row.ingredient_id}`}>
                  {row.ingredient_name}
                </TextLink>{' '}
                {row.has_cost ? null : <NoCost />}
              </Td>
            )}
            <Td num label={t('sold')}>
              <Amount value={row.sold_quantity} digits={3} />
            </Td>
            <Td num phone="lead">
              <Amount value={row.theoretical_quantity} digits={3} unit={units(row.base_unit)} />
            </Td>
            <Td num label={t('value')}>
              <Amount value={row.theoretical_value} digits={2} minDigits={2} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
