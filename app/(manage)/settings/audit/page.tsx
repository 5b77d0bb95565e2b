import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { listFrom, queryOf } from '@/app/(manage)/_lib/page-query';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { refuseKept } from '@/app/(manage)/_lib/unit-shown';
import { AuditTable } from '@/components/settings/audit-table';
import { ExportLink } from '@/components/stock/export-link';
import { EmptyState } from '@/components/ui/empty-state';
import { NextPage } from '@/components/ui/next-page';
import { PageHeader } from '@/components/ui/page-header';
import { QueryDate, QuerySelect } from '@/components/ui/query-select';
import { AUDIT_KINDS } from '@/lib/contracts/audit';
import { deviceName } from '@/lib/core/device-name';
import { listAudit } from '@/lib/services/audit-log/list-audit';
import { listAuditActors } from '@/lib/services/audit-log/list-audit-actors';
import { auditFilter } from './audit-filter';

const PATH = '/settings/audit';
type Query = { person?: string; kind?: string; from?: string; to?: string; cursor?: string };

export const generateMetadata = pageTitle('audit.title');

export default traced(async function AuditPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx, company } = await pageContext();
  refuseKept(company);
  const [t, s, query] = await Promise.all([
    getTranslations('audit'),
    getTranslations('settings'),
    queryOf(searchParams),
  ]);
  const header = (
    <PageHeader
      title={t('title')}
      text={t('text', { company: company.name })}
      crumbs={[{ href: '/settings', label: s('title') }]}
    />
  );
  if (company.role !== 'owner') {
    return (
      <>
        {header}
        <EmptyState title={t('forOwners')} text={t('forOwnersText')} />
      </>
    );
  }
  const today = ctx.clock.now().toISOString().slice(0, 10);
  const [events, actors] = await Promise.all([
    listFrom(query.cursor, (cursor) =>
      listAudit(ctx, { ...auditFilter(company.id, query, today), limit: 50, cursor }),
    ),
    listAuditActors(ctx, { company_id: company.id }),
  ]);
  const people = actors.data.map(({ actor, name }) => ({
    value: actor,
    label: name === null ? t(actor.startsWith('key:') ? 'goneKey' : 'outsider') : nameOf(actor, name),
  }));
  function nameOf(actor: string, name: string) {
    return actor.startsWith('key:') ? t('key', { name }) : name;
  }
  const deviceOf = (userAgent: string | null) => {
    const { browser, system } = deviceName(userAgent);
    return browser && system ? s('deviceName', { browser, system }) : (browser ?? system ?? userAgent);
  };
  return (
    <>
      {header}
      <div className="mb-5 grid grid-cols-2 items-start gap-3 sm:grid-cols-4">
        <QuerySelect
          name="person"
          label={t('person')}
          all={t('everybody')}
          options={[
            ...people,
            { value: 'job', label: t('automatic') },
            { value: 'anonymous', label: t('nobody') },
          ]}
        />
        <QuerySelect
          name="kind"
          label={t('kind')}
          all={t('everything')}
          options={AUDIT_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        />
        <QueryDate name="from" label={t('from')} max={today} />
        <QueryDate name="to" label={t('to')} max={today} />
        <div className="col-span-full flex flex-wrap items-center justify-between gap-3">
          <p className="max-w-prose flex-1 basis-64 text-sm text-pretty text-muted">{t('chain')}</p>
          <ExportLink list="audit" params={query} />
        </div>
      </div>
      {events.data.length === 0 ? (
        <EmptyState title={t('none')} text={t('noneText')} />
      ) : (
        <AuditTable events={events.data.map((event) => ({ ...event, device: deviceOf(event.user_agent) }))} />
      )}
      <NextPage path={PATH} params={query} next={events.next_cursor} />
    </>
  );
});
