import { useTranslations } from 'next-intl';
import type { CreateTarget } from '@/components/inventory/use-create-target';
import { Moment } from '@/components/ui/moment';
import { TextLink } from '@/components/ui/text-link';
import type { Takes } from '@/lib/contracts/desk';
import { DeskEdit } from './desk-edit';
import type { DeskModel } from './desk-model';
import { type HeldRow, isSaid } from './held-model';
import { HeldDays } from './held-row';
import { KeyButton } from './key-button';
import type { DeskWords } from './use-desk-words';
import { ANSWER_KEYS, type HeldRowActs } from './use-held-keys';

/**
 * The active name: what waits under it and why, or what was said of it, by whom and when; and the answers.
 * Over 80 lines: the markup of one card.
 */
export function HeldDetail({
  row,
  isEditing,
  model,
  words,
  currency,
  allowed,
  create,
  on,
  onSave,
  onLeave,
}: {
  row: HeldRow | undefined;
  isEditing: boolean;
  model: DeskModel;
  words: DeskWords;
  currency: string | null;
  allowed: boolean;
  create: CreateTarget | undefined;
  on: HeldRowActs;
  onSave: (row: HeldRow, takes: Takes) => void;
  onLeave: () => void;
}) {
  const t = useTranslations('desk.held');
  return (
    <section
      aria-label={t('detail')}
      className="min-h-44 rounded-xl border border-line bg-surface px-4 py-3 max-sm:min-h-80"
    >
      {row ? (
        <div className="grid gap-3">
          <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
            <div className="min-w-0 flex-1 basis-64">
              <h2 className="truncate text-base font-semibold">{row.name}</h2>
              <p className="text-sm text-muted">
                {row.sku ? `${row.sku} · ` : null}
                <HeldDays row={row} />
              </p>
            </div>
            {allowed && !isEditing ? <RowButtons row={row} on={on} /> : null}
          </div>
          {isEditing ? (
            <DeskEdit
              key={row.id}
              row={{ id: row.itemId, name: row.name }}
              initial={null}
              isMade={false}
              model={model}
              create={create}
              onSave={(takes) => onSave(row, takes)}
              onLeave={onLeave}
            />
          ) : row.open ? (
            <p className="text-sm">
              {t(row.open.is_held ? 'why' : 'whyDeducted', {
                lines: row.open.lines,
                quantity: words.figure(row.open.quantity),
                value: `${words.money(row.open.net_value)} ${currency ?? ''}`.trim(),
                mapped: row.mappedName,
              })}
            </p>
          ) : (
            <Said row={row} />
          )}
        </div>
      ) : (
        <p className="text-sm text-muted">{t('noRow')}</p>
      )}
    </section>
  );
}

function Said({ row: { said, mappedName } }: { row: HeldRow }) {
  const t = useTranslations('desk.held');
  if (!said) return null;
  return (
    <div className="grid gap-1 text-sm">
      <p>{t(`holds.${said.answer}`, { mapped: mappedName })}</p>
      {said.split_item_id ? (
        <p className="flex flex-wrap gap-x-2">
          {t(`split.${said.split_state ?? 'unmapped'}`)}
          <TextLink href={`/integrations/lightspeed/items/${said.split_item_id}`}>{t('toItem')}</TextLink>
        </p>
      ) : null}
      <p className="text-muted">
        {said.answered_by ? `${said.answered_by}, ` : null}
        <Moment iso={said.answered_at} />
      </p>
    </div>
  );
}
function RowButtons({ row, on }: { row: HeldRow; on: HeldRowActs }) {
  const t = useTranslations('desk.held');
  const desk = useTranslations('desk');
  const of = row.name;
  const answer = (key: 's' | 'a' | 'i', label: string) => (
    <KeyButton
      shortcut={key.toUpperCase()}
      label={label}
      of={of}
      disabled={isSaid(row, ANSWER_KEYS[key])}
      onClick={() => on.answer(row, ANSWER_KEYS[key])}
    />
  );
  return (
    <div className="flex flex-wrap gap-2">
      {row.said ? (
        <KeyButton
          shortcut="Delete"
          label={t('takeBack')}
          of={of}
          onClick={() => on.answer(row, { undone: true })}
        />
      ) : null}
      {answer('s', t('same'))}
      {answer('a', t('other'))}
      <KeyButton shortcut="E" label={t('map')} of={of} onClick={() => on.edit(row)} />
      {answer('i', desk('ignore'))}
    </div>
  );
}
