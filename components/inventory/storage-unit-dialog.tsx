'use client';
import { useTranslations } from 'next-intl';
import { FormDialog } from '@/components/ui/form-dialog';
import { createStorageUnitAction, updateStorageUnitAction } from '@/lib/actions/storage-unit';
import type { StorageUnit } from '@/lib/contracts/inventory';

export function StorageUnitDialog({ companyId, unit }: { companyId: string; unit?: StorageUnit }) {
  const t = useTranslations('inventory');
  return (
    <FormDialog
      trigger={t(unit ? 'edit' : 'newStorageUnit')}
      of={unit?.name}
      triggerVariant={unit ? 'secondary' : 'primary'}
      triggerSize={unit ? 'sm' : 'md'}
      title={unit ? unit.name : t('newStorageUnit')}
      fields={[
        { name: 'name', label: t('name'), required: true, initial: unit?.name },
        { name: 'address', label: t('address'), initial: unit?.address ?? '' },
      ]}
      onSubmit={(values) => {
        const fields = { name: String(values.name), address: String(values.address) || null };
        return unit
          ? updateStorageUnitAction({ id: unit.id, ...fields })
          : createStorageUnitAction({ company_id: companyId, ...fields });
      }}
    />
  );
}
