import { useTranslations } from 'next-intl';
import { QuerySelect } from '@/components/ui/query-select';

/** Narrows a page to one of the storage units, by its address. */
export function UnitFilter({
  units,
}: {
  units: readonly { storage_unit_id: string; storage_unit_name: string }[];
}) {
  const t = useTranslations('stock');
  return (
    <QuerySelect
      name="storage_unit"
      label={t('unit')}
      all={t('allUnits')}
      options={units.map((one) => ({ value: one.storage_unit_id, label: one.storage_unit_name }))}
    />
  );
}
