'use client';
import { Undo2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { ChangeDialog } from '@/components/ledger/change-dialog';
import { Button } from '@/components/ui/button';
import { useCanManage } from '@/components/ui/can-manage';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { useRun } from '@/components/ui/use-run';
import { goBackIngredientAction } from '@/lib/actions/ingredient';
import type { HistoryEvent } from '@/lib/contracts/history';
import { dateLocale } from '@/lib/i18n/date-locale';
import type { HistoryLine } from '@/lib/i18n/history-words';
import { HistoryLines } from './history-lines';

type Change = NonNullable<NonNullable<HistoryEvent['back']>['change']>;
type Version = {
  change: Change;
  /** What it means, where a version is not simply made anew. */
  text: string;
  /** Whether it is asked from which day on it counts. */
  isDated: boolean;
};
/** Of an ingredient. */
type Fields = { id: string; eventId: string };
interface Given<To> {
  to: To;
  companyId: string;
  /** When it was so, for the button's name: several of a list say the same. */
  at: string;
  today: string;
  /** What would change of what there is now. */
  lines: readonly HistoryLine[];
}

/** The way back to an earlier version: through the preview, as any change, or, for mere fields, at once. */
export function GoBack({ to, ...given }: Given<Version | Fields>) {
  const t = useTranslations('history');
  const locale = useLocale();
  const [isOpen, setIsOpen] = useState(false);
  if (!useCanManage()) return null;
  const when = new Intl.DateTimeFormat(dateLocale(locale), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(new Date(given.at));
  const close = () => setIsOpen(false);
  return (
    <div className="flex justify-end">
      <Button
        variant="secondary"
        size="sm"
        aria-label={t('goBackOf', { when: `${when} UTC` })}
        onClick={() => setIsOpen(true)}
      >
        <Undo2 aria-hidden />
        {t('goBack')}
      </Button>
      {'eventId' in to ? (
        <FieldsBack {...given} to={to} isOpen={isOpen} onClose={close} />
      ) : (
        <VersionBack {...given} to={to} isOpen={isOpen} onClose={close} />
      )}
    </div>
  );
}

type Opened = { isOpen: boolean; onClose: () => void };

function VersionBack({ to, companyId, today, lines, isOpen, onClose }: Given<Version> & Opened) {
  const t = useTranslations('history');
  return (
    <ChangeDialog
      companyId={companyId}
      change={isOpen ? to.change : null}
      isDated={to.isDated}
      about={<HistoryLines lines={lines} />}
      today={today}
      title={t('goBackTitle')}
      text={to.text}
      done={t('wentBackNow')}
      onClose={onClose}
      onApplied={onClose}
    />
  );
}

function FieldsBack({ to, lines, isOpen, onClose }: Given<Fields> & Opened) {
  const t = useTranslations('history');
  const common = useTranslations('common');
  const { run, pending, error, clear } = useRun({ inPlace: true });
  const close = () => {
    clear();
    onClose();
  };
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => open || close()}
      title={t('goBackTitle')}
      description={t('goBackIngredient')}
    >
      <div className="grid gap-5">
        <HistoryLines lines={lines} />
        {error ? <Notice tone="bad" role="alert" title={error} /> : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="secondary" onClick={close}>
            {common('cancel')}
          </Button>
          <Button
            pending={pending}
            onClick={() =>
              run(() => goBackIngredientAction({ id: to.id, event_id: to.eventId }), {
                done: t('wentBackNow'),
                after: close,
              })
            }
          >
            {t('goBackTitle')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
