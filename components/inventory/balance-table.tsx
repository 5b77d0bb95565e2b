import { useTranslations } from 'next-intl';
import { Amount } from '@/components/ui/amount';
import { Table, Td, Th } from '@/components/ui/table';
import type { Balance } from '@/lib/contracts/inventory';

export function BalanceTable({ balances }: { balances: readonly Balance[] }) {
  const t = useTranslations('inventory');
  const units = useTranslations('units');
  return (
    <Table label={t('stock')}>
      <thead>
        <tr>
          <Th>{t('ingredient')}</Th>
          <Th>{t('storageUnit')}</Th>
          <Th num>{t('quantity')}</Th>
          <Th num>{t('unitCost')}</Th>
          <Th num>{t('value')}</Th>
        </tr>
      </thead>
      <tbody>
        {balances.map((balance) => (
          <tr key={`${balance.storage_unit_id}-${balance.ingredient_id}`}>
            <Td className="font-medium">{balance.ingredient_name}</Td>
            <Td>{balance.storage_unit_name}</Td>
            <Td num className={balance.quantity.startsWith('-') ? 'text-bad' : undefined}>
              <Amount value={balance.quantity} unit={units(balance.base_unit)} />
            </Td>
            <Td num>
              <Amount value={balance.unit_cost} />
            </Td>
            <Td num>
              <Amount value={balance.value} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
