'use client';
import { RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { useCanManage } from '@/components/ui/can-manage';
import { useRun } from '@/components/ui/use-run';
import { syncItemsAction } from '@/lib/actions/item';
import { syncLocationsAction } from '@/lib/actions/location';
import type { SyncResult } from '@/lib/contracts/lightspeed';

export function SyncButton({
  what,
  integrationId,
  auto = false,
}: {
  what: 'locations' | 'items';
  integrationId: string;
  /** Begins by itself, once. */
  auto?: boolean;
}) {
  const t = useTranslations('lightspeed');
  const { run, pending } = useRun();
  const [result, setResult] = useState<SyncResult | null>(null);
  const action = what === 'items' ? syncItemsAction : syncLocationsAction;
  const canManage = useCanManage();
  const sync = () =>
    run(() => action({ id: integrationId }), {
      done: t('synced'),
      after: (data) => setResult(data ?? null),
    });
  const begun = useRef(false);
  useEffect(() => {
    if (!auto || !canManage || begun.current) return;
    begun.current = true;
    sync();
  });
  if (!canManage) return null;
  return (
    <div className="grid justify-items-end gap-1">
      <Button variant="secondary" size="sm" pending={pending} onClick={sync}>
        <RefreshCw aria-hidden className={pending ? 'animate-spin' : undefined} />
        {t(what === 'items' ? 'syncItems' : 'syncLocations')}
      </Button>
      <div role="status" className="grid justify-items-end gap-1 text-right text-sm text-muted empty:hidden">
        {result ? <SyncSummary result={result} what={what} /> : null}
      </div>
    </div>
  );
}

/** How many rows changed, and what was not taken as Lightspeed sent it (R11, R21). */
function SyncSummary({ result, what }: { result: SyncResult; what: 'locations' | 'items' }) {
  const t = useTranslations('lightspeed');
  const {
    kept_values: kept,
    kept_values_total: total,
    unreadable,
    inactive,
    taken_over,
    offered,
    ...counts
  } = result;
  return (
    <>
      <p>{t('syncResult', counts)}</p>
      {inactive > 0 ? <p>{t('syncInactive', { inactive, total: counts.total })}</p> : null}
      {taken_over > 0 ? <p>{t('syncTakenOver', { count: taken_over })}</p> : null}
      {offered > 0 ? <p>{t('syncOffered', { count: offered })}</p> : null}
      {unreadable > 0 ? (
        <p className="text-warn">{t('syncUnreadable', { count: unreadable, what })}</p>
      ) : null}
      {kept.length > 0 ? (
        <details className="max-w-prose">
          <summary className="cursor-pointer text-warn">{t('syncKept', { count: total })}</summary>
          <ul className="mt-1 grid gap-1">
            {kept.map((value) => (
              <li key={`${value.lightspeed_id} ${value.field}`} className="break-words">
                {t(value.received === null ? 'syncKeptMissing' : 'syncKeptUnusable', {
                  name: value.name,
                  field: t(`syncedFields.${value.field}`),
                  received: value.received ?? '',
                  used: value.used,
                })}
              </li>
            ))}
            {total > kept.length ? <li>{t('syncKeptMore', { count: total - kept.length })}</li> : null}
          </ul>
        </details>
      ) : null}
    </>
  );
}
