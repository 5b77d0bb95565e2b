import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { requestId } from '@/app/(manage)/_lib/request-id';
import { signInFirst } from '@/app/(manage)/_lib/sign-in-first';
import { traced } from '@/app/(manage)/_lib/traced';
import { Sidebar } from '@/components/shell/sidebar';
import { CanEnter, CanManage } from '@/components/ui/can-manage';
import { Person } from '@/components/ui/person';
import { activeCompany } from '@/lib/auth/active-company';
import { currentActor } from '@/lib/auth/current-actor';
import { serviceContext } from '@/lib/runtime/container';
import { listCompanies } from '@/lib/services/company/list-companies';
import { countNotices } from '@/lib/services/notice/list-notices';
import { STOCK_KEEPER } from '@/lib/services/own-units';

export default traced(async function ManageLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor();
  if (actor.kind !== 'user') return signInFirst();
  const t = await getTranslations('shell');
  const company = await activeCompany(actor);
  const ctx = serviceContext(actor, requestId());
  const companies = await listCompanies(ctx, { limit: 500 });
  const isKeeper = company?.role === STOCK_KEEPER;
  const notices = company && !isKeeper ? await countNotices(ctx, company.id) : 0;
  const canManage = company === null || company.role === 'owner' || company.role === 'manager';
  return (
    <div className="min-h-dvh lg:flex">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-lg focus:bg-surface focus:p-3"
      >
        {t('skip')}
      </a>
      <Sidebar
        companies={companies.data.map(({ id, name }) => ({ id, name }))}
        active={company?.id ?? null}
        notices={notices}
        isKeeper={isKeeper}
      />
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-6xl min-w-0 px-4 py-6 outline-none lg:px-8 lg:py-8"
      >
        <CanManage value={canManage}>
          <CanEnter value={canManage || isKeeper}>
            <Person id={actor.userId}>{children}</Person>
          </CanEnter>
        </CanManage>
      </main>
    </div>
  );
});
