import { useTranslations } from 'next-intl';
import { Moment } from '@/components/ui/moment';
import { Table, Td, Th } from '@/components/ui/table';
import type { AuditEvent } from '@/lib/contracts/audit';
import { auditActor, auditLines, auditSubject, type Say } from './audit-words';

/** An event with what its browser is called. */
export type ShownEvent = AuditEvent & { device: string | null };

export function AuditTable({ events }: { events: readonly ShownEvent[] }) {
  const t = useTranslations('audit');
  const path = (key: string) => key as Parameters<typeof t>[0];
  const say: Say = (key) => (t.has(path(key)) ? t(path(key)) : null);
  return (
    <Table stack label={t('title')}>
      <thead>
        <tr>
          <Th>{t('what')}</Th>
          <Th>{t('who')}</Th>
          <Th>{t('when')}</Th>
          <Th>{t('where')}</Th>
        </tr>
      </thead>
      <tbody className="align-top">
        {events.map((event) => (
          <tr key={event.id} className="align-top">
            <Td className="min-w-64">
              <p className="font-medium break-words">
                {say(`actions.${event.action}`) ?? event.action}
                {auditSubject(event) === null ? null : `: ${auditSubject(event)}`}
              </p>
              <Lines event={event} say={say} />
            </Td>
            <Td label={t('who')} className="break-words">
              {auditActor(event, say)}
            </Td>
            <Td label={t('when')}>
              <Moment iso={event.at} />
            </Td>
            <Td label={t('where')} className="text-muted">
              {event.address === null && event.device === null ? (
                '–'
              ) : (
                <>
                  {event.address === null ? null : (
                    <span className="block break-all tabular-nums">{event.address}</span>
                  )}
                  {event.device}
                </>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Lines({ event, say }: { event: AuditEvent; say: Say }) {
  const lines = auditLines(event, say);
  if (lines.length === 0) return null;
  return (
    <dl className="mt-1 grid gap-0.5 text-muted">
      {lines.map(({ label, before, after }) => (
        <div key={label} className="break-words">
          <dt className="inline">{label}: </dt>
          <dd className="inline text-ink">
            {before === null ? after : <Change before={before} after={after} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Change({ before, after }: { before: string; after: string }) {
  return (
    <>
      <del className="text-muted decoration-muted">{before}</del> <span aria-hidden>→</span>{' '}
      <ins className="no-underline">{after}</ins>
    </>
  );
}
