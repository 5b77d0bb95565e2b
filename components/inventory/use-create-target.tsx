'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, useMemo, useState } from 'react';
import { z } from 'zod';
import { useCanManage } from '@/components/ui/can-manage';
import type { Option } from '@/components/ui/combobox';
import { FormDialog } from '@/components/ui/form-dialog';
import type { ActionResult } from '@/components/ui/use-run';
import { createIngredientAction } from '@/lib/actions/ingredient';
import { createRecipeAction } from '@/lib/actions/recipe';
import { BASE_UNITS, type BaseUnit } from '@/lib/contracts/common';
import { createIngredientInput } from '@/lib/contracts/ingredients';
import { createRecipeInput } from '@/lib/contracts/recipes';

/** What a chooser offers to take: an ingredient, or where it may be one, a recipe. */
export type Target = { kind: 'ingredient' | 'recipe'; id: string; name: string; base_unit: BaseUnit | null };
const createTargetInput = z.discriminatedUnion('kind', [
  createIngredientInput.extend({ kind: z.literal('ingredient') }),
  createRecipeInput.extend({ kind: z.literal('recipe') }),
]);
/** What the dialog opens with: the name as typed, and where it is known, what it is. */
type Proposal = { name: string; kind?: Target['kind']; base_unit?: BaseUnit | null };
export type CreateTarget = (proposal: Proposal, then: (made: Target) => void) => void;
type Asked = Proposal & { then: (made: Target) => void };

/**
 * Makes an ingredient (or a recipe) from within a chooser that does not have it: `create` opens the dialog
 * with what is proposed and hands back what was made. `made` are those the page does not know yet, `dialog`
 * belongs outside every form.
 */
export function useCreateTarget(
  companyId: string,
  kinds: readonly Target['kind'][],
): {
  made: readonly Target[];
  create: CreateTarget | undefined;
  dialog: ReactNode;
} {
  const t = useTranslations('inventory');
  const units = useTranslations('units');
  const common = useTranslations('common');
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
                name: 'kind' as const,
                label: t('createKind'),
                kind: 'select' as const,
                options: kinds.map((kind) => ({ value: kind, label: t(kind) })),
              },
            ]
          : []),
        { name: 'name', label: t('name'), required: true },
        {
          name: 'base_unit',
          label: t('baseUnit'),
          hint: t('baseUnitHint'),
          kind: 'select',
          required: true,
          options: [
            { value: '', label: common('choose') },
            ...BASE_UNITS.map((unit) => ({ value: unit, label: units(unit) })),
          ],
          when: (values) => values.kind !== 'recipe',
        },
      ]}
      initial={{ kind: asked.kind ?? 'ingredient', name: asked.name, base_unit: asked.base_unit ?? '' }}
      contract={createTargetInput}
      toInput={({ kind, name, base_unit }) => ({
        kind,
        company_id: companyId,
        name,
        ...(kind === 'recipe' ? {} : { base_unit }),
      })}
      action={async ({ kind, ...input }): Promise<ActionResult<unknown> | undefined> => {
        const result =
          'base_unit' in input ? await createIngredientAction(input) : await createRecipeAction(input);
        if (result?.data) {
          const { id, name } = result.data;
          const target = { kind, id, name, base_unit: 'base_unit' in input ? input.base_unit : null };
          setMade((old) => [...old, target]);
          asked.then(target);
        }
        return result;
      }}
    />
  ) : null;
  return { made, create: allowed ? (proposal, then) => setAsked({ ...proposal, then }) : undefined, dialog };
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
