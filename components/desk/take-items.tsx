'use client';
import { useTranslations } from 'next-intl';
import { type RefObject, useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Select } from '@/components/ui/select';
import { useRun } from '@/components/ui/use-run';
import { previewTakeItemsAction } from '@/lib/actions/item';
import type { DeskRow } from '@/lib/contracts/desk';
import type { TakeItemsPreview } from '@/lib/contracts/take-items';
import { TAKEN_BY, type TakenBy } from '@/lib/core/suggestions/taken-as';
import { TakeItemsForm, type Taken } from './take-items-form';
import type { Chosen } from './use-desk-acts';

/** More are no list that one person looks over. */
const MOST = 200;

/** Selected items become ingredients with their mappings in one act, shown before it is done (R13). */
export function TakeItems({
  integrationId,
  rows,
  fallback,
  onTaken,
}: {
  integrationId: string;
  rows: readonly DeskRow[];
  /** Where the focus goes when the button is gone. */
  fallback: RefObject<HTMLElement | null>;
  onTaken: (chosen: Chosen, taken: Taken) => void;
}) {
  const t = useTranslations('desk.take');
  const id = useId();
  const { by, preview, error, look, close } = useTakePreview(integrationId, rows);
  return (
    <>
      <Button
        size="sm"
        variant="secondary"
        disabled={rows.length > MOST}
        title={rows.length > MOST ? t('tooMany', { max: MOST }) : t('title')}
        onClick={() => look('piece')}
      >
        {t('button', { count: rows.length })}
      </Button>
      <Dialog
        open={by !== null}
        onOpenChange={(open) => open || close()}
        title={t('title')}
        description={t('text')}
        fallback={fallback}
      >
        <div className="grid gap-4">
          <Field id={id} label={t('by')}>
            <Select
              id={id}
              value={by ?? 'piece'}
              onChange={(event) => look(TAKEN_BY.find((one) => one === event.target.value) ?? 'piece')}
            >
              {TAKEN_BY.map((one) => (
                <option key={one} value={one}>
                  {t(`bys.${one}`)}
                </option>
              ))}
            </Select>
          </Field>
          <FormError text={error} />
          {by && preview ? (
            <TakeItemsForm
              key={by}
              integrationId={integrationId}
              by={by}
              preview={preview}
              onClose={close}
              onTaken={(taken) => {
                close();
                onTaken(chosenOf(rows, taken), taken);
              }}
            />
          ) : (
            <p role="status" className="text-muted">
              {error ? null : t('reading')}
            </p>
          )}
        </div>
      </Dialog>
    </>
  );
}

/** What would be made, counted one way or another; `by` null: nothing is asked. */
function useTakePreview(integrationId: string, rows: readonly DeskRow[]) {
  const [by, setBy] = useState<TakenBy | null>(null);
  const [preview, setPreview] = useState<TakeItemsPreview | null>(null);
  const { run, error } = useRun({ inPlace: true });
  // Of answers to several questions only the last one's counts.
  const asked = useRef(0);
  const look = (next: TakenBy) => {
    const mine = ++asked.current;
    setBy(next);
    setPreview(null);
    const items = rows.map((row) => ({ item_id: row.id }));
    run(() => previewTakeItemsAction({ id: integrationId, by: next, items }), {
      after: (shown) => mine === asked.current && setPreview(shown),
    });
  };
  const close = () => {
    asked.current++;
    setBy(null);
  };
  return { by, preview, error, look, close };
}

function chosenOf(rows: readonly DeskRow[], taken: Taken): Chosen {
  const takes = new Map(taken.items.map((one) => [one.item_id, one.takes]));
  return rows.flatMap((row) => {
    const one = takes.get(row.id);
    return one ? [[row, one] as const] : [];
  });
}
