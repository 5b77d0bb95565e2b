import { getTranslations } from 'next-intl/server';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { requestId } from '@/app/(manage)/_lib/request-id';
import { signInFirst } from '@/app/(manage)/_lib/sign-in-first';
import { traced } from '@/app/(manage)/_lib/traced';
import { SecondFactor } from '@/components/settings/second-factor';
import { PageHeader } from '@/components/ui/page-header';
import { TextLink } from '@/components/ui/text-link';
import { currentActor } from '@/lib/auth/current-actor';
import { serviceContext } from '@/lib/runtime/container';
import { getSecondFactor } from '@/lib/services/second-factor/get-second-factor';

export const generateMetadata = pageTitle('settings.secondFactor.title');

/** Where members of a company that requires a second factor set one up before they come in (R48). */
export default traced(async function SecondFactorPage() {
  const actor = await currentActor();
  if (actor.kind !== 'user') return signInFirst();
  const t = await getTranslations('settings.secondFactor');
  const has = await getSecondFactor(serviceContext(actor, requestId()));
  const isOpen = actor.barred === undefined || actor.barred.size === 0;
  return (
    <>
      <PageHeader title={t('title')} text={t('pageText')} />
      <div data-own className="grid gap-6">
        <SecondFactor has={has} />
        {isOpen ? <TextLink href="/">{t('goOn')}</TextLink> : null}
      </div>
    </>
  );
});
