'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo } from 'react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { type CreateTarget, targetValue } from '@/components/inventory/use-create-target';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { ComboboxField, FigureField, SelectField } from '@/components/ui/form-fields';
import { SubmitButton } from '@/components/ui/submit-button';
import { useContractForm } from '@/components/ui/use-contract-form';
import {
  EFFECT_TAKES,
  type Effect,
  type EffectFields,
  modifierEffectSchema,
  modifierRuleSchema,
} from '@/lib/contracts/modifiers';
import { divide, exact, isDecimal, multiply, roundHalfEven } from '@/lib/core/quantity';
import { asSpoken, type BaseUnit, unitsLike } from '@/lib/core/units';
import { type Figure, figureOf } from '@/lib/i18n/figures';
import type { DeskModel } from './desk-model';
import type { ModifierRow } from './modifier-model';
import type { ModifierWords } from './use-modifier-words';

interface Values {
  effect: string;
  target: string;
  replaced: string;
  quantity: Figure;
  unit: string;
  factor: Figure;
  /** In percent. */
  share: Figure;
}
const HUNDRED = exact('100');
const FIELDS: Readonly<Record<string, string>> = {
  mapped_object_type: 'target',
  mapped_object_id: 'target',
  replaces_ingredient_id: 'replaced',
};
/** What of a rule the effect takes. */
const takes = (effect: string, field: string): boolean => {
  const { needs, may } = EFFECT_TAKES[effect as Effect] ?? EFFECT_TAKES.nothing;
  return needs.includes(field) || may.includes(field);
};

function initialOf(initial: EffectFields | null): Values {
  const { quantity, unit } = initial ?? {};
  const said = quantity && unit ? asSpoken(exact(quantity), unit) : null;
  const target = initial?.mapped_object_id;
  return {
    effect: initial?.effect ?? 'removes',
    target: target ? `${initial.mapped_object_type}:${target}` : '',
    replaced: initial?.replaces_ingredient_id ? `ingredient:${initial.replaces_ingredient_id}` : '',
    quantity: figureOf(said ? roundHalfEven(said.amount) : (quantity ?? '1')),
    unit: said?.unit ?? '',
    factor: figureOf(initial?.factor ?? (initial?.effect === 'scales' ? '2' : '1')),
    share: figureOf(initial?.share ? roundHalfEven(multiply(exact(initial.share), HUNDRED), 4) : '100'),
  };
}

function toInput({ effect, target, replaced, quantity, unit, factor, share }: Values) {
  const [type, id = ''] = target.split(':');
  const [, replacedId = ''] = replaced.split(':');
  const part = isDecimal(share.value) ? roundHalfEven(divide(exact(share.value), HUNDRED)) : share.value;
  return {
    effect,
    ...(takes(effect, 'mapped_object_id') && {
      mapped_object_type: type === 'recipe' ? 'recipe' : 'ingredient',
      mapped_object_id: id,
    }),
    ...(takes(effect, 'replaces_ingredient_id') && { replaces_ingredient_id: replacedId }),
    ...(takes(effect, 'quantity') && { quantity: quantity.value, unit: unit || undefined }),
    ...(takes(effect, 'factor') && { factor: factor.value }),
    ...(takes(effect, 'share') && { share: part }),
  };
}

/**
 * What a modifier does, typed: the fields follow from the effect. Escape leaves it as it was. Over 80 lines:
 * one form, whose fields depend on each other.
 */
export function ModifierEdit({
  row,
  initial,
  model,
  create,
  words,
  onSave,
  onLeave,
}: {
  row: ModifierRow;
  initial: EffectFields | null;
  model: DeskModel;
  create: CreateTarget | undefined;
  words: ModifierWords;
  onSave: (effect: EffectFields) => void;
  onLeave: () => void;
}) {
  const t = useTranslations('desk.modifiers');
  const desk = useTranslations('desk');
  const common = useTranslations('common');
  const units = useTranslations('units');
  const { form, control, error, props } = useContractForm({
    contract: modifierRuleSchema,
    initial: initialOf(initial),
    toInput,
    fieldOf: ([name]) => FIELDS[String(name)] ?? String(name),
    say: ({ code }, field) =>
      code === 'wrong' && (field === 'share' || field === 'factor') ? t(`problems.${field}`) : undefined,
  });
  const [effect, target] = useWatch({ control, name: ['effect', 'target'] });
  const known = useUnits(model, form as unknown as UseFormReturn<Values>, target);
  const all = useOptions(model, effect === 'replaces' ? ['ingredient'] : ['ingredient', 'recipe']);
  const ingredients = useOptions(model, ['ingredient']);
  useEffect(() => form.setFocus('effect'), [form]);
  const has = (field: string) => takes(effect, field);
  return (
    <form
      {...props((rule) => {
        const nameOf = (id: string | undefined) => (id && model.target(id)?.name) || null;
        onSave({
          effect: rule.effect,
          mapped_object_type: rule.mapped_object_type ?? null,
          mapped_object_id: rule.mapped_object_id ?? null,
          mapped_object_name: nameOf(rule.mapped_object_id),
          replaces_ingredient_id: rule.replaces_ingredient_id ?? null,
          replaces_ingredient_name: nameOf(rule.replaces_ingredient_id),
          quantity: rule.quantity ?? null,
          unit: rule.unit ?? null,
          factor: rule.factor ?? null,
          share: rule.share ?? null,
        });
      })}
      aria-label={`${desk('edit')}: ${row.modifier.name}, ${words.scope(row)}`}
      className="flex flex-wrap items-start gap-x-4 gap-y-3"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onLeave();
      }}
    >
      <div className="w-64 max-w-full">
        <SelectField
          control={control}
          name="effect"
          label={t('effect')}
          options={modifierEffectSchema.options.map((one) => ({ value: one, label: t(`effects.${one}`) }))}
        />
      </div>
      {has('mapped_object_id') ? (
        <div className="min-w-0 flex-1 basis-56">
          <ComboboxField
            control={control}
            name="target"
            label={t(`targets.${effect}`)}
            options={all}
            onCreate={
              create && ((name) => create({ name }, (made) => form.setValue('target', targetValue(made))))
            }
          />
        </div>
      ) : null}
      {has('replaces_ingredient_id') ? (
        <div className="min-w-0 flex-1 basis-56">
          <ComboboxField control={control} name="replaced" label={t('replaced')} options={ingredients} />
        </div>
      ) : null}
      {has('quantity') ? (
        <>
          <div className="w-28">
            <FigureField control={control} name="quantity" label={desk('quantity')} />
          </div>
          <div className="w-32">
            <SelectField
              control={control}
              name="unit"
              label={desk('unit')}
              options={
                known.length > 0
                  ? known.map((one) => ({ value: one, label: units(one) }))
                  : [{ value: '', label: units('portions') }]
              }
            />
          </div>
        </>
      ) : null}
      {has('factor') ? (
        <div className="w-32">
          <FigureField control={control} name="factor" label={t('factor')} />
        </div>
      ) : null}
      {has('share') ? (
        <div className="w-32">
          <FigureField control={control} name="share" label={t('share')} />
        </div>
      ) : null}
      <div className="flex gap-2 sm:mt-6.5">
        <SubmitButton pending={false}>{t('save')}</SubmitButton>
        <Button variant="ghost" onClick={onLeave}>
          {common('cancel')}
        </Button>
      </div>
      <div className="w-full empty:hidden">
        <FormError text={error} />
      </div>
    </form>
  );
}

/** Units of the chosen target; another target counts in others, and is given in the one a cook says. */
function useUnits(model: DeskModel, form: UseFormReturn<Values>, target: string): readonly BaseUnit[] {
  const base = model.target(target.split(':')[1] ?? '')?.base_unit ?? null;
  const known = useMemo(() => (base ? unitsLike(base) : []), [base]);
  useEffect(() => {
    const unit = form.getValues('unit');
    if (!known.some((one) => one === unit)) form.setValue('unit', base ?? '');
  }, [form, known, base]);
  return known;
}

function useOptions(model: DeskModel, types: readonly string[]) {
  const inventory = useTranslations('inventory');
  const units = useTranslations('units');
  const targets = model.activeTargets();
  const key = types.join();
  return useMemo(
    () =>
      targets
        .filter(({ type }) => key.split(',').includes(type))
        .map((one) => ({
          value: `${one.type}:${one.id}`,
          label: one.name,
          hint: units(one.base_unit ?? 'portions'),
          group: inventory(one.type),
        })),
    [targets, key, inventory, units],
  );
}
