import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { CompanyDeletion } from '@/components/settings/company-deletion';
import { DeleteAccount } from '@/components/settings/delete-account';
import { KeptTable } from '@/components/settings/kept-table';
import { RetentionForm } from '@/components/settings/retention';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { getCompanyDeletion } from '@/lib/services/privacy/company-deletion';
import { getRetention } from '@/lib/services/privacy/retention';

export const generateMetadata = pageTitle('privacy.title');

/** What is kept, why and how long, for everybody who belongs to the company (R50). */
export default traced(async function PrivacyPage() {
  const { ctx, company } = await pageContext();
  const [t, s] = await Promise.all([getTranslations('privacy'), getTranslations('settings')]);
  const isOwner = company.role === 'owner';
  const [retention, deletion] = await Promise.all([
    getRetention(ctx, { company_id: company.id }),
    getCompanyDeletion(ctx, { company_id: company.id }),
  ]);
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
        <RetentionForm companyId={company.id} retention={retention} isOwner={isOwner} />
        <section className="grid gap-3">
          <div>
            <h2 className="font-semibold">{t('keptTitle')}</h2>
            <p className="mt-0.5 max-w-prose text-sm text-pretty text-muted">{t('keptText')}</p>
          </div>
          <KeptTable days={days} />
        </section>
        {isOwner ? <Export what="company" /> : null}
        {isOwner || deletion.due_at ? (
          <CompanyDeletion
            companyId={company.id}
            companyName={company.name}
            deletion={deletion}
            isOwner={isOwner}
          />
        ) : null}
        {/* One's own, whatever the role. */}
        <div data-own className="grid gap-6">
          <Export what="person" />
          <DeleteAccount />
        </div>
      </div>
    </>
  );
});

async function Export({ what }: { what: 'company' | 'person' }) {
  const t = await getTranslations('privacy.export');
  return (
    <Card
      title={t(`${what}Title`)}
      description={t(`${what}Text`)}
      actions={
        <a
          href={`/settings/privacy/export/${what}`}
          download
          className={buttonClass({ variant: 'secondary', size: 'sm' })}
        >
          {t(what)}
        </a>
      }
    />
  );
}
