'use client';
import type { Option } from '@/components/ui/combobox';
import { useContractForm } from '@/components/ui/use-contract-form';
import { kept, keptText, useFormDraft } from '@/components/ui/use-form-draft';
import { type Item, saveMappingInput } from '@/lib/contracts/lightspeed';
import { type Figure, figureFrom, figureOf } from '@/lib/i18n/figures';

/** `target`: an ingredient or a recipe, as the chooser names it. */
export type MappingValues = { target: string; quantity: Figure; subtract: boolean };

const FIELDS: Readonly<Record<string, string>> = {
  mapped_object_type: 'target',
  mapped_object_id: 'target',
  is_subtraction: 'subtract',
};

/** What is typed about an item and not saved, kept by item. */
export function useMappingForm({ id, mapping }: Item, targets: readonly Option[]) {
  const initial = (): MappingValues => ({
    target: mapping ? `${mapping.mapped_object_type}:${mapping.mapped_object_id}` : '',
    quantity: figureOf(mapping?.quantity ?? '1'),
    subtract: mapping?.is_subtraction ?? false,
  });
  const form = useContractForm({
    contract: saveMappingInput,
    initial: initial(),
    toInput: ({ target, quantity, subtract }: MappingValues) => {
      const [type, objectId = ''] = target.split(':');
      return {
        id,
        mapped_object_type: type === 'recipe' ? 'recipe' : 'ingredient',
        mapped_object_id: objectId,
        quantity: quantity.value,
        is_subtraction: subtract,
      };
    },
    fieldOf: ([name]) => FIELDS[String(name)] ?? String(name),
  });
  const draft = useFormDraft(form.form, {
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
  return { ...form, draft };
}
