'use client';
import { useTranslations } from 'next-intl';
import { ActionButton } from '@/components/ui/action-button';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { useRun } from '@/components/ui/use-run';
import { archiveIngredientAction, updateIngredientAction } from '@/lib/actions/ingredient';
import { archiveRecipeAction, updateRecipeAction } from '@/lib/actions/recipe';
import { archiveStorageUnitAction } from '@/lib/actions/storage-unit';

const ARCHIVE = {
  storage_unit: archiveStorageUnitAction,
  ingredient: archiveIngredientAction,
  recipe: archiveRecipeAction,
};

export function ArchiveButton({
  kind,
  id,
  name,
  archived,
}: {
  kind: keyof typeof ARCHIVE;
  id: string;
  name: string;
  archived: boolean;
}) {
  const t = useTranslations('inventory');
  const { run, pending } = useRun();
  if (archived) {
    if (kind === 'storage_unit') return null;
    const restore = kind === 'recipe' ? updateRecipeAction : updateIngredientAction;
    return (
      <ActionButton size="sm" done={t('restored')} action={() => restore({ id, is_active: true })}>
        {t('restore')}
      </ActionButton>
    );
  }
  return (
    <ConfirmButton
      label={t('archive')}
      of={name}
      variant="secondary"
      title={t('archiveTitle', { name })}
      text={t('archiveText')}
      disabled={pending}
      onConfirm={() => run<unknown>(async () => ARCHIVE[kind]({ id }), { done: t('archivedNow') })}
    />
  );
}
