'use client';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { useCanManage } from '@/components/ui/can-manage';
import { TextLink } from '@/components/ui/text-link';
import { useRun } from '@/components/ui/use-run';
import { linkStorageUnitAction } from '@/lib/actions/location';
import type { LinkOffer } from '@/lib/contracts/setup';

/** One location: its storage unit, or what it is offered; nothing is linked until a manager says so (R12). */
export function LinkRow({ offer }: { offer: LinkOffer }) {
  const t = useTranslations('setup.links');
  const canManage = useCanManage();
  const { run, pending } = useRun();
  const name = offer.location_name;
  const place = `/integrations/lightspeed/locations/${offer.location_id}`;
  const link = (unit: { storage_unit_id: string } | { new_storage_unit_name: string }) =>
    run(() => linkStorageUnitAction({ id: offer.location_id, ...unit }), { done: t('linked', { name }) });
  const found = offer.offer;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
      <div className="min-w-0 flex-1 basis-48">
        <p className="font-medium">{name}</p>
        <p className="text-sm text-muted">
          {offer.storage_unit_name
            ? t('isLinked', { unit: offer.storage_unit_name })
            : found
              ? t('similar', { unit: found.storage_unit_name })
              : t('noneSimilar')}
        </p>
      </div>
      {offer.storage_unit_id !== null || !canManage ? null : (
        <div className="flex flex-wrap gap-2">
          {found ? (
            <Button
              size="sm"
              pending={pending}
              aria-label={t('linkOf', { unit: found.storage_unit_name, name })}
              onClick={() => link({ storage_unit_id: found.storage_unit_id })}
            >
              {t('link', { unit: found.storage_unit_name })}
            </Button>
          ) : null}
          {offer.can_create ? (
            <Button
              size="sm"
              variant={found ? 'secondary' : 'primary'}
              pending={pending}
              onClick={() => link({ new_storage_unit_name: name })}
            >
              {t('create', { name })}
            </Button>
          ) : null}
        </div>
      )}
      <TextLink href={place} aria-label={`${t(offer.storage_unit_id ? 'change' : 'other')}: ${name}`}>
        {t(offer.storage_unit_id ? 'change' : 'other')}
      </TextLink>
    </li>
  );
}
