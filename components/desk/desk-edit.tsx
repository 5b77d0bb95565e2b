'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useWatch } from 'react-hook-form';
import { type CreateTarget, targetValue } from '@/components/inventory/use-create-target';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { ComboboxField, FigureField, SelectField, SwitchField } from '@/components/ui/form-fields';
import { SubmitButton } from '@/components/ui/submit-button';
import { useContractForm } from '@/components/ui/use-contract-form';
import type { DeskRow, DeskTarget, Takes } from '@/lib/contracts/desk';
import { saveMappingInput } from '@/lib/contracts/lightspeed';
import { type BaseUnit, unitsLike } from '@/lib/core/units';
import { type Figure, figureOf } from '@/lib/i18n/figures';
import type { DeskModel } from './desk-model';
import { useIsPainted } from './use-is-painted';

type Values = { target: string; quantity: Figure; unit: string; subtract: boolean };
/** Milliseconds in which a dialog has given the focus back. */
const DIALOG_GONE = 50;
const FIELDS: Readonly<Record<string, string>> = {
  mapped_object_type: 'target',
  mapped_object_id: 'target',
  is_subtraction: 'subtract',
};

/**
 * What one sale takes, typed. Escape leaves it as it was; saving goes on to the next row. Over 80 lines: one
 * form, whose fields follow from the chosen target.
 */
export function DeskEdit({
  row,
  initial,
  isMade,
  model,
  create,
  onSave,
  onLeave,
}: {
  row: Pick<DeskRow, 'id' | 'name'>;
  initial: Takes | null;
  /** In a dialog, which gives the focus back first. */
  isMade: boolean;
  model: DeskModel;
  create: CreateTarget | undefined;
  onSave: (takes: Takes) => void;
  onLeave: () => void;
}) {
  const t = useTranslations('desk');
  const common = useTranslations('common');
  const lightspeed = useTranslations('lightspeed');
  const units = useTranslations('units');
  const options = useDeskOptions(model);
  const { form, control, error, props } = useContractForm({
    contract: saveMappingInput,
    initial: {
      target: initial ? `${initial.mapped_object_type}:${initial.mapped_object_id}` : '',
      quantity: figureOf(initial?.quantity ?? '1'),
      unit: initial?.unit ?? '',
      subtract: initial?.is_subtraction ?? false,
    } as Values,
    toInput: ({ target, quantity, unit, subtract }: Values) => {
      const [type, id = ''] = target.split(':');
      return {
        id: row.id,
        mapped_object_type: type === 'recipe' ? ('recipe' as const) : ('ingredient' as const),
        mapped_object_id: id,
        quantity: quantity.value,
        unit: (unit || null) as BaseUnit | null,
        is_subtraction: subtract,
      };
    },
    fieldOf: ([name]) => FIELDS[String(name)] ?? String(name),
  });
  // What is typed into is there first, and has the focus; the rest follows once that is on the screen.
  const isPainted = useIsPainted();
  const target = useWatch({ control, name: 'target' });
  const unit = useWatch({ control, name: 'unit' });
  const base = baseOf(model.target(target.split(':')[1] ?? ''));
  const known = useMemo(() => (base ? unitsLike(base) : []), [base]);
  // Another target counts in other units.
  useEffect(() => {
    if (!known.some((one) => one === unit)) form.setValue('unit', base ?? '');
  }, [form, known, base, unit]);
  const asked = useRef<HTMLDivElement>(null);
  // At once, not in a turn of its own as the form's own focus: what is typed next belongs here.
  useLayoutEffect(() => {
    const focus = () => {
      const field = asked.current?.querySelector<HTMLElement>('button, input');
      field?.focus();
      if (field instanceof HTMLInputElement) field.select();
    };
    if (!isMade) return focus();
    const later = setTimeout(focus, DIALOG_GONE);
    return () => clearTimeout(later);
  }, [isMade]);
  return (
    <form
      {...props(({ mapped_object_type, mapped_object_id, quantity, unit, is_subtraction }) =>
        onSave({ mapped_object_type, mapped_object_id, quantity, unit, is_subtraction }),
      )}
      aria-label={`${t('edit')}: ${row.name}`}
      className="flex flex-wrap items-start gap-x-4 gap-y-3"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onLeave();
      }}
    >
      <div ref={initial ? undefined : asked} className="min-w-0 flex-1 basis-64">
        <ComboboxField
          control={control}
          name="target"
          label={lightspeed('takes')}
          options={options}
          onCreate={
            create && ((name) => create({ name }, (made) => form.setValue('target', targetValue(made))))
          }
          onChosen={(chosen) => {
            const usual = model.usualTakes(chosen.split(':')[1] ?? '');
            if (!usual || form.getValues('quantity').typed) return;
            form.setValue('quantity', figureOf(usual.quantity));
            form.setValue('unit', usual.unit ?? '');
          }}
          next={() => form.setFocus('quantity', { shouldSelect: true })}
        />
      </div>
      <div ref={initial ? asked : undefined} className="w-28">
        <FigureField control={control} name="quantity" label={t('quantity')} />
      </div>
      {isPainted ? (
        <>
          <div className="w-32">
            <SelectField
              control={control}
              name="unit"
              label={t('unit')}
              options={
                known.length > 0
                  ? known.map((one) => ({ value: one, label: units(one) }))
                  : [{ value: '', label: units('portions') }]
              }
            />
          </div>
          <SwitchField
            control={control}
            name="subtract"
            label={lightspeed('subtraction')}
            beside={<span className="text-sm">{lightspeed('subtraction')}</span>}
            className="flex h-10 items-center gap-2 sm:mt-6.5"
          />
          <div className="flex gap-2 sm:mt-6.5">
            <SubmitButton pending={false} disabled={target === ''}>
              {lightspeed('saveMapping')}
            </SubmitButton>
            <Button variant="ghost" onClick={onLeave}>
              {common('cancel')}
            </Button>
          </div>
        </>
      ) : null}
      <div className="w-full empty:hidden">
        <FormError text={error} />
      </div>
    </form>
  );
}

const baseOf = (target: DeskTarget | undefined) => target?.base_unit ?? null;

function useDeskOptions(model: DeskModel) {
  const inventory = useTranslations('inventory');
  const units = useTranslations('units');
  const targets = model.activeTargets();
  return useMemo(() => {
    // Each word is looked up once: hundreds of targets share a few.
    const hint = once((unit: BaseUnit | 'portions') => units(unit));
    const group = once((type: DeskTarget['type']) => inventory(type));
    return targets.map((one) => ({
      value: `${one.type}:${one.id}`,
      label: one.name,
      hint: hint(one.base_unit ?? 'portions'),
      group: group(one.type),
    }));
  }, [targets, inventory, units]);
}

function once<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}
