'use client';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { targetValue, useCreateTarget, useTargetOptions } from '@/components/inventory/use-create-target';
import { usePreview } from '@/components/ledger/use-preview';
import { useSaveChange } from '@/components/ledger/use-save-change';
import { Amount } from '@/components/ui/amount';
import { Badge, type Tone } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { useCanManage } from '@/components/ui/can-manage';
import type { Option } from '@/components/ui/combobox';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { portions } from '@/components/ui/portions';
import { useRun } from '@/components/ui/use-run';
import { setIgnoredAction } from '@/lib/actions/item';
import type { Item } from '@/lib/contracts/lightspeed';
import { ItemPredecessor } from './item-predecessor';
import { MappingForm } from './mapping-form';
import { useMappingForm } from './use-mapping-form';

const TONES: Record<Item['state'], Tone> = {
  unmapped: 'warn',
  ingredient: 'good',
  recipe: 'good',
  subtraction: 'brand',
  ignored: 'neutral',
};

// Over 80 lines: saving, ignoring and deleting share one question about days that would change.
/** One item and, opened in place, what it takes from stock. Escape closes and gives the focus back. */
export function ItemRow({
  item,
  targets,
  companyId,
  today,
}: {
  item: Item;
  targets: readonly Option[];
  companyId: string;
  /** The business day from which "from now on" counts. */
  today: string;
}) {
  const t = useTranslations('lightspeed');
  const changes = useTranslations('changes');
  const allowed = useCanManage();
  const opener = useRef<HTMLButtonElement>(null);
  const { made, create, dialog } = useCreateTarget(companyId, ['ingredient', 'recipe']);
  const options = useTargetOptions(targets, made);
  const ignoring = useRun();
  const { mapping } = item;
  const [open, setOpen] = useState(false);
  const form = useMappingForm(item, targets);
  const { draft, run } = form;
  // When what the opened row holds had been typed, if not just now.
  const [takenUp, setTakenUp] = useState<number | null>(null);
  const finish = () => {
    draft.forget();
    close();
  };
  const close = () => {
    setOpen(false);
    form.clear();
    opener.current?.focus();
  };
  const saving = useSaveChange({
    companyId,
    today,
    title: `${item.name}: ${changes('title')}`,
    done: t('mappingSaved'),
    onApplied: finish,
  });
  const preview = usePreview();
  // Asked for by itself: what is no longer ignored stays as it is if someone has mapped it meanwhile.
  const unignore = async () => {
    const change = { kind: 'mapping' as const, item_id: item.id, state: 'unmapped' as const };
    const { preview: shown, error } = await preview.ask({ company_id: companyId, change });
    const matters = error === 'period_locked' || (shown?.days_changed ?? 0) > 0;
    if (matters) saving.ask(change, { preview: shown, error });
    else ignoring.run(() => setIgnoredAction({ id: item.id, ignored: false }));
  };
  const start = () => {
    if (!draft.isKept) draft.discard();
    setTakenUp(draft.savedAt());
    setOpen(true);
  };
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <ItemFacts item={item} isKept={draft.isKept && !open} />
        {allowed ? (
          <div className="flex gap-2">
            <Button
              ref={opener}
              size="sm"
              variant="secondary"
              aria-expanded={open}
              aria-label={`${t(mapping ? 'changeMapping' : 'map')}: ${item.name}`}
              onClick={() => (open ? close() : start())}
            >
              {t(mapping ? 'changeMapping' : 'map')}
            </Button>
            <Button
              size="sm"
              variant="ghost"
              pending={ignoring.pending || preview.pending}
              aria-label={`${t(item.state === 'ignored' ? 'unignore' : 'ignore')}: ${item.name}`}
              onClick={() => {
                if (item.state === 'ignored') unignore();
                else saving.save(ignoring.run, { kind: 'mapping', item_id: item.id, state: 'ignored' });
              }}
            >
              {t(item.state === 'ignored' ? 'unignore' : 'ignore')}
            </Button>
          </div>
        ) : null}
      </div>
      {open ? null : <ItemPredecessor item={item} onOwnChoice={start} />}
      {open ? (
        <MappingForm
          name={item.name}
          mapping={form}
          options={options}
          resumedAt={takenUp}
          pending={form.pending}
          onCreate={
            create && ((name) => create(name, (one) => form.form.setValue('target', targetValue(one))))
          }
          onDiscard={() => {
            draft.discard();
            setTakenUp(null);
          }}
          onClose={close}
          onSave={(input) => {
            const { mapped_object_type, mapped_object_id, quantity, is_subtraction } = input;
            const mapping = { mapped_object_type, mapped_object_id, quantity, is_subtraction };
            saving.save(
              run,
              { kind: 'mapping', item_id: item.id, ...mapping },
              { done: t('mappingSaved'), after: finish },
            );
          }}
        >
          {mapping ? (
            <ConfirmButton
              size="md"
              label={t('deleteMapping')}
              title={t('deleteMappingTitle')}
              text={t('deleteMappingText', { name: item.name })}
              onConfirm={() =>
                saving.save(
                  run,
                  { kind: 'mapping', item_id: item.id, state: 'unmapped' },
                  { done: t('mappingDeleted'), after: finish },
                )
              }
            />
          ) : null}
        </MappingForm>
      ) : null}
      {dialog}
      {saving.dialog}
    </li>
  );
}

/** Which item it is, what it takes from stock, and how far that is decided. */
function ItemFacts({ item, isKept }: { item: Item; isKept: boolean }) {
  const t = useTranslations('lightspeed');
  const units = useTranslations('units');
  const common = useTranslations('common');
  const { mapping } = item;
  // An ordinary item needs no word; a type not known here is shown as Lightspeed names it.
  const typeKey = `itemTypes.${item.item_type}`;
  const kind = item.item_type === 'ITEM' ? null : t.has(typeKey) ? t(typeKey) : item.item_type;
  const unitOf = (unit: string | null) =>
    unit === null ? units(portions(mapping?.quantity ?? '')) : units.has(unit) ? units(unit) : unit;
  return (
    <>
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium break-words">
          {item.name} {item.is_archived ? <Badge>{t('archived')}</Badge> : null}
          {isKept ? <Badge tone="warn">{common('draft.badge')}</Badge> : null}
        </p>
        <p className="text-sm text-muted">
          {[item.sku, item.accounting_group, kind].filter(Boolean).join(' · ')}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-3 text-sm">
        {mapping ? (
          <span>
            <Amount
              value={mapping.is_subtraction ? mapping.quantity : `-${mapping.quantity}`}
              unit={unitOf(mapping.unit)}
            />{' '}
            {mapping.mapped_object_name}
          </span>
        ) : null}
        <Badge tone={TONES[item.state]}>{t(`states.${item.state}`)}</Badge>
      </div>
    </>
  );
}
