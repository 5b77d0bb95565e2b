import { useTranslations } from 'next-intl';
import { Day } from '@/components/lightspeed/day';
import { Amount } from '@/components/ui/amount';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import { Table, Td, Th } from '@/components/ui/table';
import type { LedgerEntry } from '@/lib/contracts/inventory';

export function EntryTable({ entries, bare }: { entries: readonly LedgerEntry[]; bare?: boolean }) {
  const t = useTranslations('inventory');
  const units = useTranslations('units');
  return (
    <Table stack bare={bare} label={t('ledger')}>
      <thead>
        <tr>
          <Th>{t('ingredient')}</Th>
          <Th>{t('date')}</Th>
          <Th>{t('type')}</Th>
          <Th>{t('storageUnit')}</Th>
          <Th num>{t('quantity')}</Th>
          <Th num>{t('unitCost')}</Th>
          <Th num>{t('value')}</Th>
          <Th>{t('source')}</Th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <Td className="font-medium">{entry.ingredient_name}</Td>
            <Td label={t('date')}>
              <Day date={entry.date} />
            </Td>
            <Td label={t('type')}>
              <span className="inline-flex flex-wrap items-center gap-1">
                {t(`types.${entry.type}`)}
                {entry.reverses_entry_id ? <Badge tone="warn">{t('reversal')}</Badge> : null}
                {entry.reversed_by_entry_id ? <Badge>{t('reversed')}</Badge> : null}
              </span>
            </Td>
            <Td label={t('storageUnit')} className="text-muted">
              {entry.storage_unit_name}
            </Td>
            <Td num phone="lead" className={cn(entry.reversed_by_entry_id && 'text-muted line-through')}>
              <Amount value={entry.quantity} unit={units(entry.base_unit)} />
            </Td>
            <Td num phone="hide" className="text-muted">
              <Amount value={entry.unit_cost} digits={4} minDigits={2} />
            </Td>
            <Td num label={t('value')}>
              <Amount value={entry.value} digits={2} minDigits={2} />
            </Td>
            <Td phone="wide" className="max-w-56 text-muted">
              {entry.source.kind === 'pos' ? (
                <span>
                  {entry.source.item_name}{' '}
                  {entry.source.sold_quantity ? (
                    <>
                      × <Amount value={entry.source.sold_quantity} />
                    </>
                  ) : null}
                </span>
              ) : (
                (entry.note ?? t('manual'))
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
