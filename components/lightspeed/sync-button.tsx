'use client';
import { RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useCanManage } from '@/components/ui/can-manage';
import { useRun } from '@/components/ui/use-run';
import { syncItemsAction } from '@/lib/actions/item';
import { syncLocationsAction } from '@/lib/actions/location';
import type { SyncResult } from '@/lib/contracts/lightspeed';

export function SyncButton({ what, integrationId }: { what: 'locations' | 'items'; integrationId: string }) {
  const t = useTranslations('lightspeed');
  const { run, pending } = useRun();
  const [result, setResult] = useState<SyncResult | null>(null);
  const action = what === 'items' ? syncItemsAction : syncLocationsAction;
  if (!useCanManage()) return null;
  return (
    <div className="grid justify-items-end gap-1">
      <Button
        variant="secondary"
        size="sm"
        pending={pending}
        onClick={() =>
          run(() => action({ id: integrationId }), {
            done: t('synced'),
            after: (data) => setResult(data ?? null),
          })
        }
      >
        <RefreshCw aria-hidden className={pending ? 'animate-spin' : undefined} />
        {t(what === 'items' ? 'syncItems' : 'syncLocations')}
      </Button>
      <p role="status" className="text-right text-sm text-muted empty:hidden">
        {result ? t('syncResult', result) : null}
      </p>
    </div>
  );
}
