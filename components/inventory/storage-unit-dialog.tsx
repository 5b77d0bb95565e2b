'use client';
import { useTranslations } from 'next-intl';
import { FormDialog } from '@/components/ui/form-dialog';
import { createStorageUnitAction, updateStorageUnitAction } from '@/lib/actions/storage-unit';
import { createStorageUnitInput, type StorageUnit } from '@/lib/contracts/storage-units';

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
        { name: 'name', label: t('name'), required: true },
        { name: 'address', label: t('address') },
      ]}
      initial={{ name: unit?.name ?? '', address: unit?.address ?? '' }}
      contract={createStorageUnitInput}
      toInput={({ name, address }) => ({ company_id: companyId, name, address: address || null })}
      madeName={unit ? undefined : ({ name }: StorageUnit) => name}
      action={({ name, address }) =>
        unit
          ? updateStorageUnitAction({ id: unit.id, name, address })
          : createStorageUnitAction({ company_id: companyId, name, address })
      }
    />
  );
}
