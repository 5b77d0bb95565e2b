import { getServerSession } from 'next-auth';
import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { VoidReasons } from '@/components/ledger/void-reasons';
import { ApiKeys } from '@/components/settings/api-keys';
import { CountReviewSetting } from '@/components/settings/count-review';
import { Members } from '@/components/settings/members';
import { PeriodLock } from '@/components/settings/period-lock';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { authOptions } from '@/lib/auth/options';
import { addDays } from '@/lib/core/business-day';
import { currentDay } from '@/lib/services/company/current-day';
import { getCountReview } from '@/lib/services/company/get-count-review';
import { listApiKeys } from '@/lib/services/people/list-api-keys';
import { listMembers } from '@/lib/services/people/list-members';
import { getPeriodLock } from '@/lib/services/period/get-period-lock';
import { listVoidReasons } from '@/lib/services/void-reason/list-void-reasons';

export const generateMetadata = pageTitle('settings.title');

export default traced(async function SettingsPage() {
  const { ctx, company } = await pageContext();
  const t = await getTranslations('settings');
  const user = (await getServerSession(authOptions()))?.user;
  const owner = company.role === 'owner';
  const [voids, review, lock, today] = await Promise.all([
    listVoidReasons(ctx, { company_id: company.id }),
    getCountReview(ctx, { company_id: company.id }),
    getPeriodLock(ctx, { company_id: company.id }),
    currentDay(ctx, company.id),
  ]);
  // People and keys are for owners alone (R2); for others the services would refuse.
  const [members, keys] = owner
    ? await Promise.all([
        listMembers(ctx, { company_id: company.id }),
        listApiKeys(ctx, { company_id: company.id }),
      ])
    : [null, null];
  return (
    <>
      <PageHeader title={t('title')} text={t('text', { company: company.name })} />
      <div className="grid gap-6">
        <Card title={t('profile')}>
          <dl className="grid gap-4 text-sm sm:grid-cols-3">
            <div>
              <dt className="text-muted">{t('name')}</dt>
              <dd className="font-medium">{user?.name || '–'}</dd>
            </div>
            <div>
              <dt className="text-muted">{t('email')}</dt>
              <dd className="font-medium break-all">{user?.email}</dd>
            </div>
            <div>
              <dt className="text-muted">{t('role')}</dt>
              <dd className="font-medium">
                {t.has(`roles.${company.role}`) ? t(`roles.${company.role}`) : company.role}
              </dd>
            </div>
          </dl>
        </Card>
        {members ? <Members companyId={company.id} members={members.data} /> : null}
        {keys ? <ApiKeys companyId={company.id} keys={keys.data} /> : null}
        <PeriodLock companyId={company.id} lock={lock} lastDay={addDays(today, -1)} isOwner={owner} />
        <CountReviewSetting companyId={company.id} percent={review.percent} />
        <VoidReasons companyId={company.id} today={today} reasons={voids.data} />
      </div>
    </>
  );
});
