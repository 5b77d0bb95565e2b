'use client';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type Control, useFieldArray, useWatch } from 'react-hook-form';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { FigureField, SelectField, TextField } from '@/components/ui/form-fields';
import { SubmitButton } from '@/components/ui/submit-button';
import { useContractForm } from '@/components/ui/use-contract-form';
import { useErrorText } from '@/components/ui/use-error-text';
import { useRun } from '@/components/ui/use-run';
import { previewTakeItemsAction, takeItemsAction } from '@/lib/actions/item';
import type { Takes } from '@/lib/contracts/desk';
import {
  type TakeItemsPreview,
  type TakenItem,
  type TakenItems,
  takeItemsInput,
} from '@/lib/contracts/take-items';
import { nameKey } from '@/lib/core/imports/name-key';
import type { TakenBy } from '@/lib/core/suggestions/taken-as';
import { type BaseUnit, unitsLike } from '@/lib/core/units';
import { type Figure, figureOf } from '@/lib/i18n/figures';

/** What was made, with what one sale of each item takes. */
export type Taken = Omit<TakenItems, 'items'> & {
  items: (TakenItems['items'][number] & { takes: Takes })[];
};
type Line = { item_id: string; name: string; quantity: Figure; unit: BaseUnit };
type Values = { items: Line[] };

/** Names and amounts may be corrected, and items left out, before anything is made. */
export function TakeItemsForm({
  integrationId,
  by,
  preview,
  onTaken,
  onClose,
}: {
  integrationId: string;
  by: TakenBy;
  preview: TakeItemsPreview;
  onTaken: (taken: Taken) => void;
  onClose: () => void;
}) {
  const t = useTranslations('desk.take');
  const common = useTranslations('common');
  const errorText = useErrorText();
  const base = by === 'volume' ? 'l' : by;
  const { shown, lookAgain } = useShown(integrationId, by, preview);
  const { form, control, props, run, pending, error } = useContractForm({
    contract: takeItemsInput,
    initial: { items: preview.items.map(lineOf) } as Values,
    toInput: ({ items }: Values) => ({
      id: integrationId,
      items: items.map(({ quantity, ...line }) => ({ ...line, base_unit: base, quantity: quantity.value })),
    }),
  });
  const { fields, remove } = useFieldArray({ control, name: 'items' });
  const lines = useWatch({ control, name: 'items' });
  const made = new Set(
    lines.flatMap((line) => (shown.get(line.item_id)?.ingredient_id ? [] : [nameKey(line.name)])),
  );
  return (
    <form
      {...props((input) =>
        run(() => takeItemsAction(input), {
          after: (answer) => {
            const asked = new Map(input.items.map((one) => [one.item_id, one]));
            onTaken({ ...answer, items: answer.items.map((one) => withTakes(one, asked.get(one.item_id))) });
          },
          refused: ({ code, details }) => {
            const at = form.getValues('items').findIndex((line) => line.item_id === details?.item_id);
            if (at < 0) return false;
            form.setError(`items.${at}.name`, { type: 'server', message: errorText(code) });
            form.setFocus(`items.${at}.name`);
            return true;
          },
        }),
      )}
      className="grid gap-4"
    >
      <ul className="-mx-2 grid max-h-[45dvh] gap-1 overflow-y-auto px-2">
        {fields.map((field, index) => (
          <TakenLine
            key={field.id}
            control={control}
            index={index}
            base={base}
            shown={shown.get(field.item_id)}
            onBlur={() => lookAgain(form.getValues(`items.${index}`))}
            onRemove={() => remove(index)}
          />
        ))}
      </ul>
      <p role="status" className="text-sm text-muted">
        {t('summary', { creates: made.size, items: lines.length })}
      </p>
      <FormError text={error} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="secondary" onClick={onClose}>
          {common('cancel')}
        </Button>
        <SubmitButton pending={pending} disabled={lines.length === 0}>
          {t('submit')}
        </SubmitButton>
      </div>
    </form>
  );
}

/** What is known of each item's name; of one typed anew once it was asked. */
function useShown(integrationId: string, by: TakenBy, preview: TakeItemsPreview) {
  const [shown, setShown] = useState(() => new Map(preview.items.map((one) => [one.item_id, one])));
  const { run } = useRun({ inPlace: true });
  const lookAgain = ({ item_id, name }: Line) => {
    if (name.trim() === '' || shown.get(item_id)?.name === name) return;
    run(() => previewTakeItemsAction({ id: integrationId, by, items: [{ item_id, name }] }), {
      after: ({ items: [one] }) => one && setShown((old) => new Map(old).set(item_id, { ...one, name })),
    });
  };
  return { shown, lookAgain };
}

function TakenLine({
  control,
  index,
  base,
  shown,
  onBlur,
  onRemove,
}: {
  control: Control<Values>;
  index: number;
  base: BaseUnit;
  shown: TakenItem | undefined;
  onBlur: () => void;
  onRemove: () => void;
}) {
  const t = useTranslations('desk.take');
  const units = useTranslations('units');
  const line = `items.${index}` as const;
  const { name, quantity } = useWatch({ control, name: line });
  const item = shown?.item_name ?? '';
  // While another name is typed nothing is known of it.
  const known = shown?.name === name ? shown : undefined;
  const problem = known?.problem === 'size_missing' && quantity.value !== '' ? null : known?.problem;
  return (
    <li className="grid gap-1.5 border-b border-line py-2 last:border-0">
      <div className="flex items-center gap-2 text-sm">
        <span className="min-w-0 flex-1 break-words">{item}</span>
        {known ? (
          <Badge tone={known.ingredient_id ? 'neutral' : 'good'}>
            {t(known.ingredient_id ? 'there' : 'isNew')}
          </Badge>
        ) : null}
        <Button
          variant="ghost"
          size="icon"
          className="size-8 max-sm:size-10"
          aria-label={t('leaveOut', { name: item })}
          onClick={onRemove}
        >
          <X aria-hidden />
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: tells when a field of it is left */}
      <div
        onBlur={onBlur}
        className="grid grid-cols-2 items-start gap-2 max-sm:*:first:col-span-2 sm:grid-cols-[minmax(0,1fr)_5rem_5.5rem] [&_label]:sr-only"
      >
        <TextField control={control} name={`${line}.name`} label={`${t('name')}: ${item}`} />
        <FigureField control={control} name={`${line}.quantity`} label={`${t('takes')}: ${item}`} />
        <SelectField
          control={control}
          name={`${line}.unit`}
          label={`${t('unit')}: ${item}`}
          options={unitsLike(base).map((unit) => ({ value: unit, label: units(unit) }))}
        />
      </div>
      {problem ? (
        <p className="text-sm text-bad">
          {t(`problems.${problem}`, { name, unit: units(known?.base_unit ?? base) })}
        </p>
      ) : null}
    </li>
  );
}

const lineOf = ({ item_id, name, quantity, unit }: TakenItem): Line => ({
  item_id,
  name,
  quantity: figureOf(quantity ?? ''),
  unit,
});

function withTakes(
  made: TakenItems['items'][number],
  asked: { quantity: string; unit: BaseUnit } | undefined,
): Taken['items'][number] {
  const takes: Takes = {
    mapped_object_type: 'ingredient',
    mapped_object_id: made.ingredient_id,
    quantity: asked?.quantity ?? '1',
    unit: asked?.unit ?? made.base_unit,
    is_subtraction: false,
  };
  return { ...made, takes };
}
