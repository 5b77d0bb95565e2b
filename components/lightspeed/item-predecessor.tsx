'use client';
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/ui/amount';
import { Button } from '@/components/ui/button';
import { useCanManage } from '@/components/ui/can-manage';
import { portions } from '@/components/ui/portions';
import { useRun } from '@/components/ui/use-run';
import { takeOverMappingAction } from '@/lib/actions/item';
import type { Item } from '@/lib/contracts/lightspeed';

/**
 * Says whose place an item took (R14): the mapping it has from there, or what is offered and counts nothing
 * until it is accepted.
 */
export function ItemPredecessor({ item, onOwnChoice }: { item: Item; onOwnChoice: () => void }) {
  const t = useTranslations('lightspeed');
  const units = useTranslations('units');
  const allowed = useCanManage();
  const { run, pending } = useRun();
  if (item.predecessor === null) return null;
  const { name, offers } = item.predecessor;
  if (offers === null) return <p className="mt-1 text-sm text-muted">{t('predecessor.taken', { name })}</p>;
  const unit =
    offers.unit === null
      ? units(portions(offers.quantity ?? ''))
      : units.has(offers.unit)
        ? units(offers.unit)
        : offers.unit;
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg bg-sunken p-3 text-sm">
      <p className="min-w-0 flex-1 basis-56 break-words">
        {t('predecessor.offered', { name })}{' '}
        {offers.quantity === null ? (
          t(`states.${offers.state}`)
        ) : (
          <>
            <Amount
              value={offers.state === 'subtraction' ? offers.quantity : `-${offers.quantity}`}
              unit={unit}
            />{' '}
            {offers.mapped_object_name}
          </>
        )}
      </p>
      {allowed ? (
        <div className="flex flex-wrap gap-2">
          <Button
            size="sm"
            variant="secondary"
            pending={pending}
            aria-label={`${t('predecessor.accept')}: ${item.name}`}
            onClick={() => run(() => takeOverMappingAction({ id: item.id }), { done: t('mappingSaved') })}
          >
            {t('predecessor.accept')}
          </Button>
          <Button
            size="sm"
            variant="ghost"
            aria-label={`${t('predecessor.other')}: ${item.name}`}
            onClick={onOwnChoice}
          >
            {t('predecessor.other')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
