import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Moment } from '@/components/ui/moment';
import { NextPage } from '@/components/ui/next-page';
import { Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { Page } from '@/lib/contracts/common';
import type { HistoryEvent } from '@/lib/contracts/history';
import type { HistoryChange, HistoryKind } from '@/lib/core/history/values';
import { type HistoryWords, historyWords } from '@/lib/i18n/history-words';
import { GoBack } from './go-back';
import { HistoryLines } from './history-lines';

/** What its pages keep apart from their own place: the place in the history. */
const HISTORY_CURSOR = 'history';

/** Who changed what of a thing, and the way back to what it was (R55). */
export function History({
  of,
  history,
  today,
  path,
  params,
}: {
  of: { kind: HistoryKind; id: string; companyId: string };
  history: Page<HistoryEvent>;
  /** The business day from which "from now on" counts. */
  today: string;
  /** Of the page, and what else its address says. */
  path: string;
  params: Record<string, string | undefined>;
}) {
  const t = useTranslations('history');
  const locale = useLocale() === 'de' ? 'de' : 'en';
  const words = historyWords(locale);
  const events = history.data;
  return (
    <Card
      id="history"
      title={t('title')}
      description={events.length === 0 ? t('none') : undefined}
      className={events.length === 0 ? '' : 'pb-0 sm:pb-0'}
    >
      {events.length === 0 ? null : (
        <Table stack bare label={t('title')}>
          <thead>
            <tr>
              <Th>{t('what')}</Th>
              <Th>{t('who')}</Th>
              <Th>{t('when')}</Th>
              <Th>
                <span className="sr-only">{t('goBack')}</span>
              </Th>
            </tr>
          </thead>
          <tbody className="align-top">
            {events.map((event) => (
              <tr key={event.id} className="align-top">
                <Td className="min-w-64">
                  <What event={event} words={words} />
                </Td>
                <Td label={t('who')} className="break-words">
                  {words.who(event.by)}
                </Td>
                <Td label={t('when')}>
                  <Moment iso={event.at} />
                </Td>
                <Td>
                  <Back of={of} event={event} words={words} today={today} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <NextPage
        className="pb-4"
        label={t('pages')}
        name={HISTORY_CURSOR}
        anchor="history"
        path={path}
        params={params}
        next={history.next_cursor}
      />
    </Card>
  );
}

function What({ event, words }: { event: HistoryEvent; words: HistoryWords }) {
  const t = useTranslations('history');
  const title = words.title(event);
  const lines = event.changes.map(words.line);
  const notes = words.notes(event);
  const refusal = event.back && words.refusal(event.back);
  const saysNothing =
    event.changes.length === 0 && notes.length === 0 && /^(recipe|ingredient)\.update$/.test(event.action);
  return (
    <>
      <p className="font-medium break-words">
        {event.went_back_to !== null ? (
          t.rich('wentBack', { when: () => <Moment iso={event.went_back_to} /> })
        ) : event.split_item_id !== null && event.action === 'item.split_off_name' ? (
          <TextLink href={`/integrations/lightspeed/items/${event.split_item_id}`}>{title}</TextLink>
        ) : (
          title
        )}
      </p>
      <HistoryLines lines={lines} />
      {notes.length > 0 ? <p className="mt-0.5 font-normal text-muted">{notes.join(' ')}</p> : null}
      {refusal ? <p className="mt-0.5 font-normal text-muted">{refusal}</p> : null}
      {saysNothing ? <p className="mt-0.5 font-normal text-muted">{t('unchanged')}</p> : null}
    </>
  );
}

function Back({
  of,
  event,
  words,
  today,
}: {
  of: { kind: HistoryKind; id: string; companyId: string };
  event: HistoryEvent;
  words: HistoryWords;
  today: string;
}) {
  const t = useTranslations('history');
  const { back } = event;
  if (back === null || back.refused !== null) return null;
  const { change, changes } = back;
  const to =
    of.kind === 'ingredient'
      ? { id: of.id, eventId: event.id }
      : change && { change, ...meaningOf(change, changes) };
  return to === null ? null : (
    <GoBack to={to} companyId={of.companyId} at={event.at} today={today} lines={changes.map(words.line)} />
  );

  function meaningOf({ kind }: NonNullable<typeof change>, changes: readonly HistoryChange[]) {
    if (kind !== 'location_version') return { text: t('goBackText'), isDated: true };
    const unit = changes.find(({ field }) => field === 'storage_unit')?.after;
    if (unit?.kind === 'text') return { text: t('goBackUnit', { name: unit.text }), isDated: true };
    return { text: t(unit ? 'goBackNoUnit' : 'goBackPause'), isDated: false };
  }
}
