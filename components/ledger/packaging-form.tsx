'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { FormError } from '@/components/ui/form-error';
import { ComboboxField, FigureField, SelectField } from '@/components/ui/form-fields';
import { SubmitButton } from '@/components/ui/submit-button';
import { useContractForm } from '@/components/ui/use-contract-form';
import { BASE_UNITS, type BaseUnit } from '@/lib/contracts/common';
import { type Packaging, packagingChangeSchema } from '@/lib/contracts/packaging';
import { figureOf } from '@/lib/i18n/figures';
import type { SaveChange } from './packaging';

/** `bill`, or a group's name or an item's id after what it is. */
export type PackagingSubject = 'bill' | `group ${string}` | `item ${string}`;

const subjectOf = (subject: string) => {
  const [kind = '', ...rest] = subject.split(' ');
  const name = rest.join(' ');
  if (kind === 'item') return { item_id: name };
  return kind === 'group' ? { accounting_group: name } : {};
};
const isOf = (said: Packaging, { item_id, accounting_group }: ReturnType<typeof subjectOf>) =>
  said.item_id === (item_id ?? null) && said.accounting_group === (accounting_group ?? null);

/**
 * One ingredient more for an item, a group or each bill; what goes along already stays. Over 80 lines: the
 * fields of one form, and what they say.
 */
export function PackagingForm({
  subject,
  said,
  groups,
  items,
  ingredients,
  save,
}: {
  subject: PackagingSubject;
  said: readonly Packaging[];
  groups: readonly string[];
  items: readonly { id: string; name: string; sku: string | null }[];
  ingredients: readonly { id: string; name: string; base_unit: string }[];
  save: SaveChange;
}) {
  const t = useTranslations('settings.packaging');
  const common = useTranslations('common');
  const units = useTranslations('units');
  const subjects = useMemo(
    () => [
      { value: 'bill', label: t('bill') },
      ...groups.map((name) => ({ value: `group ${name}`, label: t('groupOf', { name }) })),
      ...items.map(({ id, name, sku }) => ({ value: `item ${id}`, label: name, hint: sku ?? '' })),
    ],
    [groups, items, t],
  );
  const initial = { subject: subject as string, ingredient: '', quantity: figureOf('1'), unit: '' };
  const { form, control, props, run, pending, error } = useContractForm({
    contract: packagingChangeSchema,
    initial,
    toInput: ({ subject, ingredient, quantity, unit }) => {
      const of = subjectOf(subject);
      const rule = {
        ingredient_id: ingredient,
        quantity: quantity.value,
        ...(unit !== '' && { unit: unit as BaseUnit }),
      };
      const before = said.find((one) => isOf(one, of))?.rules ?? [];
      const kept = before.filter(({ ingredient_id }) => ingredient_id !== ingredient);
      const rules = [
        rule,
        ...kept.map(({ ingredient_id, quantity, unit }) => ({ ingredient_id, quantity, unit })),
      ];
      return { kind: 'packaging' as const, ...of, rules, effective_from: null };
    },
    fieldOf: (path) =>
      path.includes('quantity')
        ? 'quantity'
        : path.includes('unit')
          ? 'unit'
          : path.includes('rules')
            ? 'ingredient'
            : 'subject',
  });
  return (
    <form
      {...props((change) =>
        save(run, change, { done: common('saved'), after: () => form.reset({ ...initial }) }),
      )}
      className="grid gap-3"
    >
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-[1fr_1fr_8rem_8rem]">
        <ComboboxField control={control} name="subject" label={t('subject')} options={subjects} />
        <ComboboxField
          control={control}
          name="ingredient"
          label={t('ingredient')}
          options={ingredients.map(({ id, name, base_unit }) => ({
            value: id,
            label: name,
            hint: units(base_unit as BaseUnit),
          }))}
        />
        <FigureField control={control} name="quantity" label={t('quantity')} />
        <SelectField
          control={control}
          name="unit"
          label={t('unit')}
          empty="–"
          options={BASE_UNITS.map((unit) => ({ value: unit, label: units(unit) }))}
        />
      </div>
      <FormError text={error} />
      <div>
        <SubmitButton pending={pending}>{common('save')}</SubmitButton>
      </div>
    </form>
  );
}
