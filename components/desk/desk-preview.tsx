'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ChangeDialog } from '@/components/ledger/change-dialog';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { DeskModel } from './desk-model';
import { choiceOf, type useDeskActs } from './use-desk-acts';

/**
 * What decisions that count from today on would change of booked days, in one sum when a person asks for it
 * (R23); and before they are made where today itself is booked.
 */
export function DeskPreview({
  companyId,
  today,
  model,
  acts,
  past,
  asked,
}: Pick<ReturnType<typeof useDeskActs>, 'acts' | 'past' | 'asked'> & {
  companyId: string;
  today: string;
  model: DeskModel;
}) {
  const t = useTranslations('desk');
  const change = useMemo(
    () =>
      asked && {
        kind: 'mappings' as const,
        mappings: asked.chosen.map(([row, choice]) => choiceOf(row.id, choice)),
      },
    [asked],
  );
  return (
    <>
      {past.size > 0 ? (
        <Notice tone="warn" title={t('past', { count: past.size })}>
          <span className="mt-2 flex flex-wrap gap-2">
            <Button
              size="sm"
              variant="secondary"
              onClick={() =>
                acts.ask(
                  [...past].flatMap(([id, choice]) => {
                    const row = model.row(id);
                    return row ? [[row, choice] as const] : [];
                  }),
                  t('pastSaid', { count: past.size }),
                )
              }
            >
              {t('pastPreview')}
            </Button>
            <Button size="sm" variant="ghost" onClick={() => acts.forgetPast([...past.keys()])}>
              {t('pastLeave')}
            </Button>
          </span>
        </Notice>
      ) : null}
      <ChangeDialog
        companyId={companyId}
        change={change}
        first={asked?.first}
        today={today}
        title={asked?.said ?? ''}
        done={t('booked')}
        onClose={acts.dismiss}
        onApplied={() => {
          if (!asked) return;
          acts.applied(asked);
          acts.forgetPast(asked.chosen.map(([row]) => row.id));
        }}
      />
    </>
  );
}
