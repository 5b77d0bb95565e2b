'use client';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo } from 'react';
import { useFieldArray, useWatch } from 'react-hook-form';
import { useCreateTarget } from '@/components/inventory/use-create-target';
import { Button } from '@/components/ui/button';
import type { Option } from '@/components/ui/combobox';
import { DraftNotice } from '@/components/ui/draft-notice';
import type { BaseUnit } from '@/lib/contracts/common';
import { BatchHead } from './batch-head';
import { BatchLineFields } from './batch-line-fields';
import { type BatchType, blankLine, isBegun, needsNext } from './batch-lines';
import { leadOn } from './lead-on';
import { SaveBar } from './save-bar';
import { useBatchForm } from './use-batch-form';

type Ingredient = { id: string; name: string; base_unit: BaseUnit };

/** Receipt, waste or move of many lines, entered whole or not at all. */
export function BatchForm({
  ingredients,
  ...props
}: {
  companyId: string;
  type: BatchType;
  today: string;
  lock: { locked_until: string | null; first_open_day: string | null };
  ingredients: readonly Ingredient[];
  storageUnits: readonly Option[];
  storageUnitId: string | null;
}) {
  const { type, today, storageUnits } = props;
  const t = useTranslations('stock');
  const { known, options, create, dialog } = useIngredients(props.companyId, ingredients);
  const batch = useBatchForm({ ...props, knows: (id) => known.has(id) });
  const { form, control, draft } = batch;
  const { fields, append, remove } = useFieldArray({ control, name: 'lines' });
  const begun = useWatch({ control, name: 'lines', compute: (lines) => lines.filter(isBegun).length });
  const isFull = useWatch({ control, name: 'lines', compute: needsNext });
  useEffect(() => {
    if (isFull && needsNext(form.getValues('lines'))) append(blankLine(), { shouldFocus: false });
  }, [isFull, append, form]);
  const addLine = () => {
    const lines = form.getValues('lines');
    const last = lines.at(-1);
    if (last && !isBegun(last)) form.setFocus(`lines.${lines.length - 1}.ingredient`);
    else append(blankLine(), { focusName: `lines.${lines.length}.ingredient` });
  };
  const choose = (index: number, ingredient: string, unit: string) => {
    form.setValue(`lines.${index}.ingredient`, ingredient);
    form.setValue(`lines.${index}.unit`, unit);
  };
  return (
    <>
      <form aria-busy={!draft.isReady} {...batch.props(batch.save)} className="grid gap-5" onKeyDown={leadOn}>
        <DraftNotice at={draft.resumedAt} onDiscard={draft.discard} />
        <BatchHead
          control={control}
          isMove={type === 'TRANSFER'}
          today={today}
          firstOpenDay={batch.firstOpenDay}
          storageUnits={storageUnits}
        />
        <ol className="grid gap-3">
          {fields.map((field, index) => (
            <BatchLineFields
              key={field.id}
              control={control}
              index={index}
              type={type}
              baseOf={(id) => known.get(id)?.base_unit}
              options={options}
              onChosen={(id) => choose(index, id, known.get(id)?.base_unit ?? '')}
              toQuantity={() => form.setFocus(`lines.${index}.quantity`)}
              // What is not known yet cannot be thrown away or moved.
              onCreate={
                type === 'RECEIPT' && create
                  ? (name) => create({ name }, (one) => choose(index, one.id, one.base_unit ?? ''))
                  : undefined
              }
              onRemove={fields.length > 1 ? () => remove(index) : undefined}
            />
          ))}
        </ol>
        <SaveBar error={batch.error}>
          <Button variant="secondary" className="h-12 max-sm:flex-1 sm:h-10" onClick={addLine}>
            <Plus aria-hidden />
            {t('addLine')}
          </Button>
          <Button type="submit" className="h-12 max-sm:flex-1 sm:h-10" pending={batch.pending}>
            {begun === 0 ? t('enter', { type }) : t('enterLines', { count: begun })}
          </Button>
        </SaveBar>
      </form>
      {dialog}
    </>
  );
}

/** The ingredients of the page and those made here since it was read. */
function useIngredients(companyId: string, ingredients: readonly Ingredient[]) {
  const units = useTranslations('units');
  const { made, create, dialog } = useCreateTarget(companyId, ['ingredient']);
  const known = useMemo(() => {
    const added = made.map((one) => ({ id: one.id, name: one.name, base_unit: one.base_unit ?? 'piece' }));
    return new Map([...added, ...ingredients].map((one) => [one.id, one]));
  }, [ingredients, made]);
  const options = useMemo(
    () => [...known.values()].map((one) => ({ value: one.id, label: one.name, hint: units(one.base_unit) })),
    [known, units],
  );
  return { known, options, create, dialog };
}
