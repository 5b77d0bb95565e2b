import { useTranslations } from 'next-intl';
import { CorrectCount } from '@/components/ledger/correct-count';
import { Amount } from '@/components/ui/amount';
import { Badge } from '@/components/ui/badge';
import { Day } from '@/components/ui/business-day';
import { Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { CountSheet, StockCount } from '@/lib/contracts/stock';

export function CountSheetTable({ sheets }: { sheets: readonly CountSheet[] }) {
  const t = useTranslations('stock');
  return (
    <Table stack label={t('countsTitle')}>
      <thead>
        <tr>
          <Th>{t('date')}</Th>
          <Th>{t('unit')}</Th>
          <Th num>{t('lines')}</Th>
          <Th num>{t('differing')}</Th>
          <Th num>{t('varianceValue')}</Th>
        </tr>
      </thead>
      <tbody>
        {sheets.map((sheet) => (
          <tr key={sheet.batch_id}>
            <Td className="font-medium">
              <TextLink href={`/inventory/counts/${sheet.batch_id}`}>
                <Day date={sheet.date} weekday />
              </TextLink>{' '}
              {sheet.counted_at === 'start' ? <Badge>{t('moments.start')}</Badge> : null}
            </Td>
            <Td label={t('unit')}>{sheet.storage_unit_name}</Td>
            <Td num label={t('lines')} className="text-muted">
              {sheet.lines}
            </Td>
            <Td num label={t('differing')} className="text-muted">
              {sheet.differing}
            </Td>
            <Td num phone="lead" className={sheet.variance_value.startsWith('-') ? 'text-bad' : undefined}>
              <Amount signed value={sheet.variance_value} digits={2} minDigits={2} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** What a count found, beside what the ledger said and how they came to it. */
export function CountTable({ counts }: { counts: readonly StockCount[] }) {
  const t = useTranslations('stock');
  const units = useTranslations('units');
  const amount = (value: string) =>
    value === '0' ? <span className="text-muted">–</span> : <Amount value={value} digits={3} />;
  return (
    <Table stack label={t('variance')}>
      <thead>
        <tr>
          <Th>{t('ingredient')}</Th>
          <Th num>{t('before')}</Th>
          <Th num>{t('received')}</Th>
          <Th num>{t('used')}</Th>
          <Th num>{t('wasted')}</Th>
          <Th num>{t('moved')}</Th>
          <Th num>{t('expected')}</Th>
          <Th num>{t('counted')}</Th>
          <Th num>{t('variance')}</Th>
          <Th num>{t('varianceValue')}</Th>
          <Th>
            <span className="sr-only">{t('correct')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {counts.map((count) => (
          <tr key={count.id} className={count.is_withdrawn ? 'opacity-60' : undefined}>
            <Td className="font-medium">
              <TextLink href={`/inventory/ingredients/${count.ingredient_id}`}>
                {count.ingredient_name}
              </TextLink>{' '}
              {count.is_withdrawn ? <Badge>{t('withdrawn')}</Badge> : null}
              {count.note ? <span className="block font-normal text-muted">{count.note}</span> : null}
            </Td>
            <Td num phone="hide" className="text-muted">
              {amount(count.previous_quantity)}
            </Td>
            <Td num phone="hide" className="text-muted">
              {amount(count.received)}
            </Td>
            <Td num label={t('used')} className="text-muted">
              {amount(count.used)}
            </Td>
            <Td num phone="hide" className="text-muted">
              {amount(count.wasted)}
            </Td>
            <Td num phone="hide" className="text-muted">
              {amount(count.moved_in)}
            </Td>
            <Td num label={t('expected')}>
              <Amount value={count.expected_quantity} digits={3} />
            </Td>
            <Td num label={t('counted')}>
              <Amount value={count.counted_quantity} digits={3} unit={units(count.base_unit)} />
            </Td>
            <Td
              num
              phone="lead"
              className={count.variance_quantity.startsWith('-') ? 'font-medium text-bad' : 'font-medium'}
            >
              {count.variance_quantity === '0' ? (
                <span className="text-muted">±0</span>
              ) : (
                <Amount signed value={count.variance_quantity} digits={3} unit={units(count.base_unit)} />
              )}
            </Td>
            <Td num label={t('varianceValue')}>
              <Amount signed value={count.variance_value} digits={2} minDigits={2} />
            </Td>
            <Td>{count.is_withdrawn ? null : <CorrectCount count={count} />}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
