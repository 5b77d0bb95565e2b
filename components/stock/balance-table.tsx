import { useTranslations } from 'next-intl';
import { Amount } from '@/components/ui/amount';
import { Table, Td, Th } from '@/components/ui/table';
import type { Balance } from '@/lib/contracts/balances';
import { OnHand, toneOnHand } from './on-hand';
import { Revaluation } from './revaluation';
import { UnitCost } from './unit-cost';

export function BalanceTable({ balances }: { balances: readonly Balance[] }) {
  const t = useTranslations('inventory');
  const stock = useTranslations('stock');
  return (
    <Table stack label={t('pastStock')}>
      <thead>
        <tr>
          <Th>{t('ingredient')}</Th>
          <Th>{t('storageUnit')}</Th>
          <Th num>{t('quantity')}</Th>
          <Th num>{t('unitCost')}</Th>
          <Th num>{t('value')}</Th>
          <Th num>{stock('revaluation')}</Th>
        </tr>
      </thead>
      <tbody>
        {balances.map((balance) => (
          <tr key={`${balance.storage_unit_id}-${balance.ingredient_id}`}>
            <Td className="font-medium">{balance.ingredient_name}</Td>
            <Td label={t('storageUnit')} className="text-muted">
              {balance.storage_unit_name}
            </Td>
            <Td num phone="lead" className={toneOnHand(balance)}>
              <OnHand row={balance} />
            </Td>
            <Td num label={t('unitCost')} className="text-muted">
              <UnitCost value={balance.unit_cost} source={balance.cost_source} />
            </Td>
            <Td num label={t('value')}>
              <Amount value={balance.value} digits={2} minDigits={2} />
            </Td>
            <Td num phone="hide" className="text-muted">
              <Revaluation value={balance.revaluation} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
