import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { RunsBoard } from '@/components/transfers/runs-board';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { getRuns } from '@/lib/services/runs/get-runs';

export const generateMetadata = pageTitle('runs.title');

export default traced(async function RunsPage() {
  const { ctx, company } = await pageContext();
  const t = await getTranslations('runs');
  const runs = await getRuns(ctx, { company_id: company.id });
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      {runs.data.length === 0 ? (
        <EmptyState
          title={t('none')}
          text={t('noneText')}
          action={
            <Link className={buttonClass()} href="/setup">
              {t('toSetup')}
            </Link>
          }
        />
      ) : (
        <RunsBoard companyId={company.id} initial={runs} />
      )}
    </>
  );
});
