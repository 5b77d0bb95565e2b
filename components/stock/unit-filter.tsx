import { useTranslations } from 'next-intl';
import { QuerySelect } from '@/components/ui/query-select';

/**
 * Narrows a page to one of the storage units, by its address. `isKept`: its reader is never shown all of
 * them, and without a choice the first.
 */
export function UnitFilter({
  units,
  isKept = false,
}: {
  units: readonly { storage_unit_id: string; storage_unit_name: string }[];
  isKept?: boolean;
}) {
  const t = useTranslations('stock');
  const [first, ...others] = units;
  return (
    <QuerySelect
      name="storage_unit"
      label={t('unit')}
      all={isKept && first ? first.storage_unit_name : t('allUnits')}
      options={(isKept ? others : units).map((one) => ({
        value: one.storage_unit_id,
        label: one.storage_unit_name,
      }))}
    />
  );
}
