import { getTranslations } from 'next-intl/server';
import { allOf } from '@/app/(manage)/_lib/all-of';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { isKept } from '@/app/(manage)/_lib/unit-shown';
import { VoidReasons } from '@/components/ledger/void-reasons';
import { Account } from '@/components/settings/account';
import { ApiKeys } from '@/components/settings/api-keys';
import { CountReviewSetting } from '@/components/settings/count-review';
import { Devices } from '@/components/settings/devices';
import { MailTroubles } from '@/components/settings/mail-troubles';
import { Members } from '@/components/settings/members';
import { NameHolding } from '@/components/settings/name-holding';
import { PeriodLock } from '@/components/settings/period-lock';
import { SecondFactor } from '@/components/settings/second-factor';
import { SecondFactorRule } from '@/components/settings/second-factor-rule';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { TextLink } from '@/components/ui/text-link';
import { WebhookCard } from '@/components/webhooks/webhook-card';
import type { Device } from '@/lib/contracts/sessions';
import { addDays } from '@/lib/core/business-day';
import { deviceName } from '@/lib/core/device-name';
import { currentDay } from '@/lib/services/company/current-day';
import { getCountReview } from '@/lib/services/company/get-count-review';
import { getNameHolding } from '@/lib/services/company/get-name-holding';
import { listInvitations } from '@/lib/services/invitation/list-invitations';
import { listMailTroubles } from '@/lib/services/mail/list-mail-troubles';
import { getSession } from '@/lib/services/people/get-session';
import { listApiKeys } from '@/lib/services/people/list-api-keys';
import { listMembers } from '@/lib/services/people/list-members';
import { getPeriodLock } from '@/lib/services/period/get-period-lock';
import { getSecondFactor } from '@/lib/services/second-factor/get-second-factor';
import { getSecondFactorRule } from '@/lib/services/second-factor/second-factor-rule';
import { listSessions } from '@/lib/services/session/list-sessions';
import { listStorageUnits } from '@/lib/services/storage-unit/list-storage-units';
import { listVoidReasons } from '@/lib/services/void-reason/list-void-reasons';

export const generateMetadata = pageTitle('settings.title');

// Over 80 lines: what the page reads and its cards, in the order of the screen.
export default traced(async function SettingsPage() {
  const { ctx, company } = await pageContext();
  const [t, audit] = await Promise.all([getTranslations('settings'), getTranslations('audit')]);
  const owner = company.role === 'owner';
  const [{ user }, devices, factor] = await Promise.all([
    getSession(ctx),
    listSessions(ctx),
    getSecondFactor(ctx),
  ]);
  const own = (
    // One's own account, whatever the role.
    <div data-own className="grid gap-6">
      <Account
        account={{
          name: user?.name ?? '',
          email: user?.email ?? '',
          isConfirmed: user?.is_confirmed ?? false,
          hasMail: ctx.mail.kind !== 'off',
        }}
        role={t.has(`roles.${company.role}`) ? t(`roles.${company.role}`) : company.role}
      />
      <SecondFactor has={factor} />
      <Devices devices={devices.data.map(named)} />
    </div>
  );
  const header = <PageHeader title={t('title')} text={t('text', { company: company.name })} />;
  if (isKept(company))
    return (
      <>
        {header}
        <div className="grid gap-6">
          {own}
          <PrivacyCard company={company.name} />
        </div>
      </>
    );
  const [voids, review, lock, today, names] = await Promise.all([
    listVoidReasons(ctx, { company_id: company.id }),
    getCountReview(ctx, { company_id: company.id }),
    getPeriodLock(ctx, { company_id: company.id }),
    currentDay(ctx, company.id),
    getNameHolding(ctx, { company_id: company.id }),
  ]);
  // People and keys are for owners alone (R2); for others the services would refuse.
  const [members, keys, troubles, invitations, rule, units] = owner
    ? await Promise.all([
        listMembers(ctx, { company_id: company.id }),
        listApiKeys(ctx, { company_id: company.id }),
        listMailTroubles(ctx, { company_id: company.id }),
        listInvitations(ctx, { company_id: company.id }),
        getSecondFactorRule(ctx, { company_id: company.id }),
        allOf((cursor) => listStorageUnits(ctx, { company_id: company.id, limit: 500, cursor })),
      ])
    : [null, null, null, null, null, null];
  return (
    <>
      {header}
      <div className="grid gap-6">
        {own}
        {troubles && troubles.data.length > 0 ? <MailTroubles mails={troubles.data} /> : null}
        {members ? (
          <Members
            companyId={company.id}
            members={members.data}
            invitations={invitations?.data ?? []}
            units={(units ?? []).map(({ id, name }) => ({ id, name }))}
            me={user?.id}
            hasMail={ctx.mail.kind !== 'off'}
          />
        ) : null}
        {rule ? <SecondFactorRule companyId={company.id} rule={rule} /> : null}
        {keys ? <ApiKeys companyId={company.id} keys={keys.data} /> : null}
        {owner ? (
          <Card
            title={audit('title')}
            description={audit('text', { company: company.name })}
            actions={<TextLink href="/settings/audit">{audit('open')}</TextLink>}
          />
        ) : null}
        <PrivacyCard company={company.name} />
        <WebhookCard />
        <PeriodLock companyId={company.id} lock={lock} lastDay={addDays(today, -1)} isOwner={owner} />
        <CountReviewSetting companyId={company.id} percent={review.percent} />
        <Card
          title={t('packaging.title')}
          description={t('packaging.text')}
          actions={<TextLink href="/settings/packaging">{t('packaging.open')}</TextLink>}
        />
        <NameHolding companyId={company.id} holds={names.holds_names} />
        <VoidReasons companyId={company.id} today={today} reasons={voids.data} />
      </div>
    </>
  );
});

async function PrivacyCard({ company }: { company: string }) {
  const t = await getTranslations('privacy');
  return (
    <Card
      title={t('title')}
      description={t('text', { company })}
      actions={<TextLink href="/settings/privacy">{t('open')}</TextLink>}
    />
  );
}

const named = (device: Device) => ({ ...device, ...deviceName(device.user_agent) });
