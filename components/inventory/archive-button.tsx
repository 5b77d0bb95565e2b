'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { z } from 'zod';
import { ActionButton } from '@/components/ui/action-button';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Dialog } from '@/components/ui/dialog';
import { TextLink } from '@/components/ui/text-link';
import { type ActionError, useRun } from '@/components/ui/use-run';
import { archiveIngredientAction, updateIngredientAction } from '@/lib/actions/ingredient';
import { archiveRecipeAction, updateRecipeAction } from '@/lib/actions/recipe';
import { archiveStorageUnitAction } from '@/lib/actions/storage-unit';
import { useSchema } from '@/lib/contracts/ingredients';
import { Uses } from './uses';

const ARCHIVE = {
  storage_unit: archiveStorageUnitAction,
  ingredient: archiveIngredientAction,
  recipe: archiveRecipeAction,
};
/** What a refusal says of what is in the way. */
const inTheWay = z.object({
  used_by: z.array(useSchema).default([]),
  location: z.object({ id: z.string(), name: z.string() }).optional(),
});

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
  const errors = useTranslations('errors');
  const { run, pending } = useRun();
  const [refusal, setRefusal] = useState<ActionError | null>(null);
  if (archived) {
    if (kind === 'storage_unit') return null;
    const restore = kind === 'recipe' ? updateRecipeAction : updateIngredientAction;
    return (
      <ActionButton size="sm" done={t('restored')} action={() => restore({ id, is_active: true })}>
        {t('restore')}
      </ActionButton>
    );
  }
  const details = inTheWay.safeParse(refusal?.details ?? {}).data;
  return (
    <>
      <ConfirmButton
        label={t('archive')}
        of={name}
        variant="secondary"
        title={t('archiveTitle', { name })}
        text={t('archiveText')}
        disabled={pending}
        onConfirm={() =>
          run<unknown>(async () => ARCHIVE[kind]({ id }), {
            done: t('archivedNow'),
            refused: (error) => {
              if (error.code !== `${kind}_in_use`) return false;
              setRefusal(error);
              return true;
            },
          })
        }
      />
      <Dialog
        open={refusal !== null}
        onOpenChange={(open) => {
          if (!open) setRefusal(null);
        }}
        title={t('inUseTitle', { name })}
        description={errors(`${kind}_in_use`)}
      >
        {details?.location ? (
          <TextLink href={`/integrations/lightspeed/locations/${details.location.id}`}>
            {details.location.name}
          </TextLink>
        ) : null}
        {details ? <Uses uses={details.used_by} /> : null}
      </Dialog>
    </>
  );
}
