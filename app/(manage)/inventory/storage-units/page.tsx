import { getTranslations } from 'next-intl/server';
import { namedList } from '@/app/(manage)/_lib/named-list';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { FileLinks } from '@/components/imports/file-links';
import { ArchiveButton } from '@/components/inventory/archive-button';
import { NamedList } from '@/components/inventory/named-list';
import { StorageUnitDialog } from '@/components/inventory/storage-unit-dialog';
import { Badge } from '@/components/ui/badge';
import { Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { listStorageUnits } from '@/lib/services/storage-unit/list-storage-units';

export const generateMetadata = pageTitle('inventory.storageUnits');

export default traced(async function StorageUnitsPage({
  searchParams,
}: {
  searchParams: Promise<{ search?: string; cursor?: string }>;
}) {
  const t = await getTranslations('inventory');
  const { companyId, query, data, next } = await namedList(searchParams, listStorageUnits);
  return (
    <NamedList
      kind="storageUnits"
      path="/inventory/storage-units"
      query={query}
      next={next}
      create={
        <>
          <FileLinks companyId={companyId} kind="storage_units" />
          <StorageUnitDialog companyId={companyId} />
        </>
      }
      columns={<Th>{t('address')}</Th>}
      rows={data.map((unit) => (
        <tr key={unit.id}>
          <Td className="font-medium">
            <TextLink href={`/inventory/stock?storage_unit=${unit.id}`}>{unit.name}</TextLink>{' '}
            {unit.is_archived ? <Badge>{t('archived')}</Badge> : null}
          </Td>
          <Td phone="wide" className="text-muted">
            {unit.address ?? '–'}
          </Td>
          <Td>
            <div className="flex justify-end gap-2">
              {unit.is_archived ? null : <StorageUnitDialog companyId={companyId} unit={unit} />}
              <ArchiveButton kind="storage_unit" id={unit.id} name={unit.name} archived={unit.is_archived} />
            </div>
          </Td>
        </tr>
      ))}
    />
  );
});
