'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { useCanManage } from '@/components/ui/can-manage';
import { useRun } from '@/components/ui/use-run';
import { checkConnectionAction } from '@/lib/actions/integration';

/** Asks Lightspeed for the business now, and says in place what came of it. */
export function TestConnection({ id }: { id: string }) {
  const t = useTranslations('lightspeed.health');
  const router = useRouter();
  const { run, pending, error } = useRun({ inPlace: true });
  // The card above names the last error.
  const failed = () => {
    router.refresh();
    return false;
  };
  if (!useCanManage()) return null;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button
        variant="secondary"
        size="sm"
        pending={pending}
        onClick={() => run(() => checkConnectionAction({ id }), { done: t('testPassed'), refused: failed })}
      >
        {t('test')}
      </Button>
      <p role="status" className="text-sm text-muted">
        {error ?? t('testText')}
      </p>
    </div>
  );
}
