'use client';
import { useTranslations } from 'next-intl';
import { useId, useRef, useState } from 'react';
import { targetValue, useCreateTarget, useTargetOptions } from '@/components/inventory/use-create-target';
import { ChangeDialog } from '@/components/ledger/change-dialog';
import { type PreviewInput, usePreview } from '@/components/ledger/use-preview';
import { Amount } from '@/components/ui/amount';
import { Badge, type Tone } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { useCanManage } from '@/components/ui/can-manage';
import { Combobox, type Option } from '@/components/ui/combobox';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { DraftNotice } from '@/components/ui/draft-notice';
import { Field, faulty } from '@/components/ui/field';
import { FigureInput } from '@/components/ui/figure-input';
import { portions } from '@/components/ui/portions';
import { SubmitButton } from '@/components/ui/submit-button';
import { Switch } from '@/components/ui/switch';
import { kept, keptText, useDraft } from '@/components/ui/use-draft';
import { useFigureProblem } from '@/components/ui/use-figure-problem';
import { useRun } from '@/components/ui/use-run';
import { deleteMappingAction, saveMappingAction, setIgnoredAction } from '@/lib/actions/item';
import type { Item } from '@/lib/contracts/lightspeed';
import { type Figure, figureFrom, figureOf } from '@/lib/i18n/figures';
import { ItemPredecessor } from './item-predecessor';

type MappingChange = Extract<PreviewInput['change'], { kind: 'mapping' }>;

const TONES: Record<Item['state'], Tone> = {
  unmapped: 'warn',
  ingredient: 'good',
  recipe: 'good',
  subtraction: 'brand',
  ignored: 'neutral',
};

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
  const units = useTranslations('units');
  const changes = useTranslations('changes');
  const common = useTranslations('common');
  const id = useId();
  const allowed = useCanManage();
  const opener = useRef<HTMLButtonElement>(null);
  const { made, create, dialog } = useCreateTarget(companyId, ['ingredient', 'recipe']);
  const options = useTargetOptions(targets, made);
  const { run, pending, error, clear } = useRun({ inPlace: true });
  const ignoring = useRun();
  const { mapping } = item;
  const saved = mapping ? `${mapping.mapped_object_type}:${mapping.mapped_object_id}` : '';
  const [open, setOpen] = useState(false);
  const draft = useMappingDraft(item, saved, targets);
  const { target, quantity, subtract } = draft.value;
  const setTarget = (target: string) => draft.set((old) => ({ ...old, target }));
  // When what the opened row holds had been typed, if not just now.
  const [takenUp, setTakenUp] = useState<number | null>(null);
  const [isTried, setIsTried] = useState(false);
  const problem = useFigureProblem()(quantity, 'positive');
  const shownProblem = isTried ? problem : undefined;
  const preview = usePreview();
  const [change, setChange] = useState<MappingChange | null>(null);
  // Only where booked days would change is there something to choose; else the change is saved as it is.
  const propose = async (next: MappingChange, save: () => void) => {
    const { preview: shown, error: refused } = await preview.ask({ company_id: companyId, change: next });
    if (refused === 'period_locked' || (shown && shown.days_changed > 0)) setChange(next);
    else save();
  };
  const finish = () => {
    draft.forget();
    close();
  };
  const close = () => {
    setOpen(false);
    clear();
    opener.current?.focus();
  };
  const start = () => {
    if (draft.savedAt === null) draft.discard();
    setTakenUp(draft.savedAt);
    setIsTried(false);
    setOpen(true);
  };
  // An ordinary item needs no word; a type not known here is shown as Lightspeed names it.
  const typeKey = `itemTypes.${item.item_type}` as never;
  const kind = item.item_type === 'ITEM' ? null : t.has(typeKey) ? t(typeKey) : item.item_type;
  const unitOf = (unit: string | null) =>
    unit === null
      ? units(portions(mapping?.quantity ?? ''))
      : units.has(unit as never)
        ? units(unit as never)
        : unit;
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <p className="font-medium break-words">
            {item.name} {item.is_archived ? <Badge>{t('archived')}</Badge> : null}
            {draft.savedAt !== null && !open ? <Badge tone="warn">{common('draft.badge')}</Badge> : null}
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
              pending={ignoring.pending}
              aria-label={`${t(item.state === 'ignored' ? 'unignore' : 'ignore')}: ${item.name}`}
              onClick={() => {
                const ignored = item.state !== 'ignored';
                const save = () => ignoring.run(() => setIgnoredAction({ id: item.id, ignored }));
                const state = ignored ? 'ignored' : 'unmapped';
                propose({ kind: 'mapping', item_id: item.id, state }, save);
              }}
            >
              {t(item.state === 'ignored' ? 'unignore' : 'ignore')}
            </Button>
          </div>
        ) : null}
      </div>
      {open ? null : <ItemPredecessor item={item} onOwnChoice={start} />}
      {open ? (
        <form
          aria-label={`${t('map')}: ${item.name}`}
          className="mt-3 flex flex-wrap items-start gap-4 rounded-lg bg-sunken p-4"
          onKeyDown={(event) => {
            if (event.key === 'Escape') close();
          }}
          onSubmit={(event) => {
            event.preventDefault();
            setIsTried(problem !== undefined);
            if (problem) return document.getElementById(`${id}-quantity`)?.focus();
            const [type, objectId = ''] = target.split(':');
            const mapping = {
              mapped_object_type: type === 'recipe' ? ('recipe' as const) : ('ingredient' as const),
              mapped_object_id: objectId,
              quantity: quantity.value,
              is_subtraction: subtract,
            };
            propose({ kind: 'mapping', item_id: item.id, ...mapping }, () =>
              run(() => saveMappingAction({ id: item.id, ...mapping }), {
                done: t('mappingSaved'),
                after: finish,
              }),
            );
          }}
        >
          <DraftNotice
            className="w-full"
            at={takenUp}
            onDiscard={() => {
              draft.discard();
              setTakenUp(null);
            }}
          />
          <div className="min-w-0 flex-1 basis-64">
            <Field id={`${id}-target`} label={t('takes')}>
              <Combobox
                id={`${id}-target`}
                label={t('takes')}
                value={target}
                options={options}
                onChange={setTarget}
                onCreate={create && ((name) => create(name, (one) => setTarget(targetValue(one))))}
                next={`${id}-quantity`}
              />
            </Field>
          </div>
          <div className="w-40">
            <Field
              id={`${id}-quantity`}
              label={t('quantityPerSale', { unit: options.find((o) => o.value === target)?.hint ?? '–' })}
              problem={shownProblem}
            >
              <FigureInput
                id={`${id}-quantity`}
                {...faulty(`${id}-quantity`, shownProblem)}
                figure={quantity}
                onFigure={(quantity) => draft.set((old) => ({ ...old, quantity }))}
              />
            </Field>
          </div>
          <div className="flex h-10 items-center gap-2 sm:mt-6.5">
            <Switch
              id={`${id}-subtract`}
              checked={subtract}
              onChange={(subtract) => draft.set((old) => ({ ...old, subtract }))}
            />
            <label htmlFor={`${id}-subtract`} className="text-sm">
              {t('subtraction')}
            </label>
          </div>
          <div className="flex gap-2 sm:mt-6.5">
            <SubmitButton pending={pending || preview.pending} disabled={target === ''}>
              {t('saveMapping')}
            </SubmitButton>
            {mapping ? (
              <ConfirmButton
                size="md"
                label={t('deleteMapping')}
                title={t('deleteMappingTitle')}
                text={t('deleteMappingText', { name: item.name })}
                onConfirm={() =>
                  propose({ kind: 'mapping', item_id: item.id, state: 'unmapped' }, () =>
                    run(() => deleteMappingAction({ id: item.id }), {
                      done: t('mappingDeleted'),
                      after: finish,
                    }),
                  )
                }
              />
            ) : null}
          </div>
          {error ? (
            <p role="alert" className="w-full text-sm text-bad">
              {error}
            </p>
          ) : null}
        </form>
      ) : null}
      {dialog}
      <ChangeDialog
        companyId={companyId}
        change={change}
        today={today}
        title={`${item.name}: ${changes('title')}`}
        done={t('mappingSaved')}
        onClose={() => setChange(null)}
        onApplied={() => {
          setChange(null);
          finish();
        }}
      />
    </li>
  );
}

type MappingDraft = { target: string; quantity: Figure; subtract: boolean };

/** What is typed about an item and not saved, kept by item. */
function useMappingDraft({ id, mapping }: Item, saved: string, targets: readonly Option[]) {
  const initial = (): MappingDraft => ({
    target: saved,
    quantity: figureOf(mapping?.quantity ?? '1'),
    subtract: mapping?.is_subtraction ?? false,
  });
  return useDraft<MappingDraft>({
    name: `mapping:${id}`,
    initial,
    isEmpty: ({ target, quantity, subtract }) => {
      const old = initial();
      return target === old.target && quantity.value === old.quantity.value && subtract === old.subtract;
    },
    revive: (value) => {
      const draft = kept(value, 'target', 'quantity', 'subtract');
      const quantity = draft && figureFrom(draft.quantity);
      if (!draft || !quantity) return null;
      const target = keptText(draft.target);
      const isKnown = targets.some((one) => one.value === target);
      return { target: isKnown ? target : '', quantity, subtract: draft.subtract === true };
    },
  });
}
