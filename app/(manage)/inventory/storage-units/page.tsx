import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { listFrom, queryOf } from '@/app/(manage)/_lib/page-query';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { ArchiveButton } from '@/components/inventory/archive-button';
import { StorageUnitDialog } from '@/components/inventory/storage-unit-dialog';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { NextPage } from '@/components/ui/next-page';
import { NothingFound } from '@/components/ui/nothing-found';
import { PageHeader } from '@/components/ui/page-header';
import { SearchBox } from '@/components/ui/search-box';
import { Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { listStorageUnits } from '@/lib/services/storage-unit/list-storage-units';

export const generateMetadata = pageTitle('inventory.storageUnits');

export default traced(async function StorageUnitsPage({
  searchParams,
}: {
  searchParams: Promise<{ search?: string; cursor?: string }>;
}) {
  const { ctx, company } = await pageContext();
  const query = await queryOf(searchParams);
  const t = await getTranslations('inventory');
  const units = await listFrom(query.cursor, (cursor) =>
    listStorageUnits(ctx, {
      company_id: company.id,
      search: query.search,
      cursor,
      include_archived: true,
      limit: 50,
    }),
  );
  return (
    <>
      <PageHeader
        title={t('storageUnits')}
        text={t('storageUnitsText')}
        actions={<StorageUnitDialog companyId={company.id} />}
      />
      <div className="mb-4">
        <SearchBox />
      </div>
      {units.data.length === 0 ? (
        <NothingFound path="/inventory/storage-units" search={query.search}>
          <EmptyState title={t('noStorageUnits')} text={t('noStorageUnitsText')} />
        </NothingFound>
      ) : (
        <Table stack label={t('storageUnits')}>
          <thead>
            <tr>
              <Th>{t('name')}</Th>
              <Th>{t('address')}</Th>
              <Th>
                <span className="sr-only">{t('actions')}</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {units.data.map((unit) => (
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
                    {unit.is_archived ? null : <StorageUnitDialog companyId={company.id} unit={unit} />}
                    <ArchiveButton
                      kind="storage_unit"
                      id={unit.id}
                      name={unit.name}
                      archived={unit.is_archived}
                    />
                  </div>
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <NextPage path="/inventory/storage-units" params={query} next={units.next_cursor} />
    </>
  );
});
