import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { KeptTable } from '@/components/settings/kept-table';
import { RetentionForm } from '@/components/settings/retention';
import { PageHeader } from '@/components/ui/page-header';
import { getRetention } from '@/lib/services/privacy/retention';

export const generateMetadata = pageTitle('privacy.title');

/** What is kept, why and how long, for everybody who belongs to the company (R50). */
export default traced(async function PrivacyPage() {
  const { ctx, company } = await pageContext();
  const [t, s] = await Promise.all([getTranslations('privacy'), getTranslations('settings')]);
  const retention = await getRetention(ctx, { company_id: company.id });
  const days = {
    answers: retention.answers_days,
    sources: retention.sources_days,
    mails: retention.mails_days,
    notices: retention.notices_days,
  };
  return (
    <>
      <PageHeader
        title={t('title')}
        text={t('text', { company: company.name })}
        crumbs={[{ href: '/settings', label: s('title') }]}
      />
      <div className="grid gap-6">
        <RetentionForm companyId={company.id} retention={retention} isOwner={company.role === 'owner'} />
        <section className="grid gap-3">
          <div>
            <h2 className="font-semibold">{t('keptTitle')}</h2>
            <p className="mt-0.5 max-w-prose text-sm text-pretty text-muted">{t('keptText')}</p>
          </div>
          <KeptTable days={days} />
        </section>
      </div>
    </>
  );
});
