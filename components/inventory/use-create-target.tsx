'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, useMemo, useState } from 'react';
import { useCanManage } from '@/components/ui/can-manage';
import type { Option } from '@/components/ui/combobox';
import { FormDialog } from '@/components/ui/form-dialog';
import { createIngredientAction } from '@/lib/actions/ingredient';
import { createRecipeAction } from '@/lib/actions/recipe';
import { BASE_UNITS, type BaseUnit } from '@/lib/contracts/inventory';

/** What a chooser offers to take: an ingredient, or where it may be one, a recipe. */
export type Target = { kind: 'ingredient' | 'recipe'; id: string; name: string; base_unit: BaseUnit | null };
type Asked = { name: string; then: (made: Target) => void };

/**
 * Makes an ingredient (or a recipe) from within a chooser that does not have it: `create` opens the dialog with the typed name and
 * hands back what was made. `made` are those the page does not know yet, `dialog` belongs outside every form.
 */
export function useCreateTarget(
  companyId: string,
  kinds: readonly Target['kind'][],
): {
  made: readonly Target[];
  create: ((name: string, then: Asked['then']) => void) | undefined;
  dialog: ReactNode;
} {
  const t = useTranslations('inventory');
  const units = useTranslations('units');
  const allowed = useCanManage();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [made, setMade] = useState<readonly Target[]>([]);
  const canBeRecipe = kinds.includes('recipe');
  const dialog = asked ? (
    <FormDialog
      title={t('createTitle', { name: asked.name })}
      description={canBeRecipe ? t('createText') : undefined}
      onClose={() => setAsked(null)}
      done={t('created')}
      fields={[
        ...(canBeRecipe
          ? [
              {
                name: 'kind',
                label: t('createKind'),
                kind: 'select' as const,
                initial: 'ingredient',
                options: kinds.map((kind) => ({ value: kind, label: t(kind) })),
              },
            ]
          : []),
        { name: 'name', label: t('name'), required: true, initial: asked.name },
        {
          name: 'base_unit',
          label: t('baseUnit'),
          hint: t('baseUnitHint'),
          kind: 'select',
          required: true,
          initial: '',
          options: BASE_UNITS.map((unit) => ({ value: unit, label: units(unit) })),
          when: (values) => values.kind !== 'recipe',
        },
      ]}
      onSubmit={async (values) => {
        const kind = values.kind === 'recipe' ? 'recipe' : 'ingredient';
        const fields = { company_id: companyId, name: String(values.name) };
        const base_unit = values.base_unit as BaseUnit;
        const result =
          kind === 'recipe'
            ? await createRecipeAction({ ...fields, lines: [] })
            : await createIngredientAction({ ...fields, base_unit });
        if (result?.data) {
          const { id, name } = result.data;
          const target = { kind, id, name, base_unit: kind === 'recipe' ? null : base_unit } as const;
          setMade((old) => [...old, target]);
          asked.then(target);
        }
        return result;
      }}
    />
  ) : null;
  return { made, create: allowed ? (name, then) => setAsked({ name, then }) : undefined, dialog };
}

export const targetValue = (target: Pick<Target, 'kind' | 'id'>) => `${target.kind}:${target.id}`;

/** The options of a page and those made since it was read. */
export function useTargetOptions(options: readonly Option[], made: readonly Target[]): readonly Option[] {
  const t = useTranslations('inventory');
  const units = useTranslations('units');
  return useMemo(() => {
    const known = new Set(options.map((one) => one.value));
    const added = made.filter((one) => !known.has(targetValue(one)));
    if (added.length === 0) return options;
    return [
      ...options,
      ...added.map((one) => ({
        value: targetValue(one),
        label: one.name,
        hint: one.base_unit ? units(one.base_unit) : units('portions'),
        group: t(one.kind),
      })),
    ];
  }, [options, made, t, units]);
}
