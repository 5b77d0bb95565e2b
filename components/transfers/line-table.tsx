import { useTranslations } from 'next-intl';
import { Amount } from '@/components/ui/amount';
import { Table, Td, Th } from '@/components/ui/table';
import type { LineRef } from '@/lib/contracts/transfers';

export function LineTable({
  label,
  lines,
  currency,
}: {
  label: string;
  lines: readonly LineRef[];
  currency: string | null;
}) {
  const t = useTranslations('lightspeed');
  return (
    <Table stack bare label={label}>
      <thead>
        <tr>
          <Th>{t('item')}</Th>
          <Th>{t('sku')}</Th>
          <Th>{t('receipt')}</Th>
          <Th>{t('reason')}</Th>
          <Th num>{t('stats.quantity')}</Th>
          <Th num>{t('stats.value')}</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.account_id}-${line.line_id}`}>
            <Td>{line.name}</Td>
            <Td label={t('sku')}>{line.sku ?? '–'}</Td>
            <Td label={t('receipt')}>{line.receipt_id ?? '–'}</Td>
            <Td label={t('reason')}>
              {t.has(`reasons.${line.reason}`) ? t(`reasons.${line.reason}`) : line.reason}
            </Td>
            <Td num label={t('stats.quantity')}>
              <Amount value={line.quantity} />
            </Td>
            <Td num phone="lead">
              <Amount value={line.net_value} unit={currency} digits={2} minDigits={2} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
