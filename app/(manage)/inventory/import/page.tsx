import { getTranslations } from 'next-intl/server';
import { allOf } from '@/app/(manage)/_lib/all-of';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { queryOf } from '@/app/(manage)/_lib/page-query';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { refuseKept } from '@/app/(manage)/_lib/unit-shown';
import { ImportDesk } from '@/components/imports/import-desk';
import { ForManagers } from '@/components/ui/can-manage';
import { LinkTabs } from '@/components/ui/link-tabs';
import { PageHeader } from '@/components/ui/page-header';
import { IMPORT_KINDS, type ImportKind } from '@/lib/core/imports/kinds';
import { currentDay } from '@/lib/services/company/current-day';
import { listStorageUnits } from '@/lib/services/storage-unit/list-storage-units';

export const generateMetadata = pageTitle('imports.title');

export default traced(async function ImportPage({
  searchParams,
}: {
  searchParams: Promise<{ kind?: string }>;
}) {
  const { ctx, company } = await pageContext();
  refuseKept(company);
  const { kind: asked } = await queryOf(searchParams);
  const t = await getTranslations('imports');
  const kind: ImportKind = IMPORT_KINDS.find((one) => one === asked) ?? 'ingredients';
  const [units, today] = await Promise.all([
    allOf((cursor) =>
      listStorageUnits(ctx, { company_id: company.id, include_archived: false, limit: 500, cursor }),
    ),
    currentDay(ctx, company.id),
  ]);
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <ForManagers>
        <div className="grid gap-5">
          <LinkTabs
            label={t('kind')}
            tabs={IMPORT_KINDS.map((one) => ({
              href: `/inventory/import?kind=${one}`,
              label: t(`kinds.${one}`),
              current: one === kind,
            }))}
          />
          <ImportDesk
            key={kind}
            companyId={company.id}
            kind={kind}
            storageUnits={units.map(({ id, name }) => ({ id, name }))}
            today={today}
          />
        </div>
      </ForManagers>
    </>
  );
});
