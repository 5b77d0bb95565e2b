import { useTranslations } from 'next-intl';
import type { FormField } from '@/components/ui/form-dialog';
import { type Role, roleSchema } from '@/lib/contracts/common';

export type Unit = { id: string; name: string };
type Values = { role: string } & Record<`unit:${string}`, boolean>;

const nameOf = ({ id }: Unit) => `unit:${id}` as const;
const isKeeper = (role: unknown) => role === ('stock_keeper' satisfies Role);

/**
 * The role of a person and, of a stock keeper, the storage units (R53): what a form needs to ask for them.
 */
export function useRoleForm(units: readonly Unit[]) {
  const t = useTranslations('settings');
  const fields: FormField<Values>[] = [
    {
      name: 'role',
      label: t('role'),
      hint: units.length > 0 ? t('roleHint') : '',
      kind: 'select',
      // Without a storage unit there is nothing to keep.
      options: roleSchema.options
        .filter((one) => units.length > 0 || !isKeeper(one))
        .map((one) => ({ value: one, label: t(`roles.${one}`) })),
    },
    ...units.map((unit) => ({
      name: nameOf(unit),
      label: unit.name,
      kind: 'switch' as const,
      when: ({ role }: Values) => isKeeper(role),
    })),
  ];
  const chosen = (values: Values) =>
    isKeeper(values.role) ? units.filter((one) => values[nameOf(one)]).map(({ id }) => id) : [];
  return {
    fields,
    initial: (role: string, ids: readonly string[]) =>
      ({ role, ...Object.fromEntries(units.map((one) => [nameOf(one), ids.includes(one.id)])) }) as Values,
    toInput: (values: Values) => ({ role: values.role as Role, storage_unit_ids: chosen(values) }),
    /** What is wrong with the storage units stands at the role. */
    fieldOf: ([name]: readonly PropertyKey[]) =>
      (name === 'storage_unit_ids' ? 'role' : String(name)) as 'role',
  };
}

/** The role, with the storage units of a stock keeper. */
export function RoleName({
  of: { role, storage_unit_ids },
  units,
}: {
  of: { role: string; storage_unit_ids: readonly string[] };
  units: readonly Unit[];
}) {
  const t = useTranslations('settings');
  const names = units.filter(({ id }) => storage_unit_ids.includes(id)).map(({ name }) => name);
  return (
    <>
      {t.has(`roles.${role as 'owner'}`) ? t(`roles.${role as 'owner'}`) : role}
      {names.length > 0 ? <span className="block text-sm text-muted">{names.join(', ')}</span> : null}
    </>
  );
}
