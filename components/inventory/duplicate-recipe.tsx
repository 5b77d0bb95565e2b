'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { useCanManage } from '@/components/ui/can-manage';
import { useRun } from '@/components/ui/use-run';
import { duplicateRecipeAction } from '@/lib/actions/recipe';
import { MAX_NAME } from '@/lib/core/name-text';

/** Left for the words around the name, and a number. */
const ROOM = 20;

/** Makes a copy and opens it, its name ready to be typed over. */
export function DuplicateRecipe({ id, name }: { id: string; name: string }) {
  const t = useTranslations('inventory');
  const router = useRouter();
  const { run, pending } = useRun();
  if (!useCanManage()) return null;
  const copy = t('copyOf', { name: name.slice(0, MAX_NAME - ROOM) });
  return (
    <Button
      variant="secondary"
      size="sm"
      pending={pending}
      onClick={() =>
        run(() => duplicateRecipeAction({ id, name: copy }), {
          done: (made) => t('duplicated', { name: made.name }),
          after: (made) => router.push(`/inventory/recipes/${made.id}?copy=1`),
        })
      }
    >
      {t('duplicate')}
    </Button>
  );
}
