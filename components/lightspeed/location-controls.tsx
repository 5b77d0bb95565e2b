'use client';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { ActionButton } from '@/components/ui/action-button';
import { useCanManage } from '@/components/ui/can-manage';
import { Combobox, type Option } from '@/components/ui/combobox';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Field } from '@/components/ui/field';
import { Switch } from '@/components/ui/switch';
import { useRun } from '@/components/ui/use-run';
import {
  activateLocationAction,
  deactivateLocationAction,
  linkStorageUnitAction,
  toggleAutoTransferAction,
  unlinkStorageUnitAction,
} from '@/lib/actions/location';
import type { Location } from '@/lib/contracts/lightspeed';

/**
 * What a manager sets of a location: its storage unit, whether it is active, and whether it transfers by
 * itself (R12, R29, R32).
 */
export function LocationControls({
  location,
  storageUnits,
}: {
  location: Location;
  storageUnits: readonly Option[];
}) {
  return (
    <div className="grid divide-y divide-line [&>*]:py-5 [&>*:first-child]:pt-0 [&>*:last-child]:pb-0">
      <UnitLink location={location} storageUnits={storageUnits} />
      <Activation location={location} />
      <AutoTransfer location={location} />
    </div>
  );
}

function UnitLink({ location, storageUnits }: { location: Location; storageUnits: readonly Option[] }) {
  const t = useTranslations('lightspeed');
  const id = useId();
  const allowed = useCanManage();
  const { run, pending } = useRun();
  const [unit, setUnit] = useState(location.storage_unit_id ?? '');
  return (
    <div className="flex flex-wrap items-end gap-3">
      <div className="w-full sm:w-80">
        {allowed ? (
          <Field id={`${id}-unit`} label={t('storageUnit')}>
            <Combobox
              id={`${id}-unit`}
              label={t('storageUnit')}
              value={unit}
              options={storageUnits}
              onChange={setUnit}
            />
          </Field>
        ) : (
          <p>
            <span className="block text-sm text-muted">{t('storageUnit')}</span>
            <span className="font-medium">{location.storage_unit_name ?? t('notLinked')}</span>
          </p>
        )}
      </div>
      <ActionButton
        variant="primary"
        disabled={unit === '' || unit === location.storage_unit_id}
        done={t('linked')}
        action={() => linkStorageUnitAction({ id: location.id, storage_unit_id: unit })}
      >
        {t('link')}
      </ActionButton>
      {location.storage_unit_id ? (
        <ConfirmButton
          size="md"
          label={t('unlink')}
          title={t('unlinkTitle')}
          text={t('unlinkText')}
          disabled={pending}
          onConfirm={() =>
            run(() => unlinkStorageUnitAction({ id: location.id }), {
              done: t('unlinked'),
              after: () => setUnit(''),
            })
          }
        />
      ) : null}
    </div>
  );
}

function Activation({ location }: { location: Location }) {
  const t = useTranslations('lightspeed');
  const { run } = useRun();
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium">{t(location.is_activated ? 'isActive' : 'isInactive')}</p>
        <p className="text-sm text-muted">
          {t(
            location.storage_unit_id === null
              ? 'activateNeedsUnit'
              : location.is_activated
                ? 'isActiveText'
                : 'activateText',
          )}
        </p>
      </div>
      {location.is_activated ? (
        <ConfirmButton
          size="md"
          label={t('deactivate')}
          title={t('deactivateTitle')}
          text={t('deactivateText')}
          onConfirm={() =>
            run(() => deactivateLocationAction({ id: location.id }), { done: t('deactivated') })
          }
        />
      ) : (
        <ActionButton
          variant="primary"
          disabled={location.storage_unit_id === null}
          done={t('activatedNow')}
          action={() => activateLocationAction({ id: location.id })}
        >
          {t('activate')}
        </ActionButton>
      )}
    </div>
  );
}

function AutoTransfer({ location }: { location: Location }) {
  const t = useTranslations('lightspeed');
  const id = useId();
  const allowed = useCanManage();
  const { run, pending } = useRun();
  return (
    <div className="flex items-center justify-between gap-6">
      <div className="min-w-0">
        <label htmlFor={`${id}-auto`} className="font-medium">
          {t('autoTransfer')}
        </label>
        <p className="text-sm text-muted">{t('autoTransferText')}</p>
      </div>
      <Switch
        id={`${id}-auto`}
        checked={!location.auto_transfer_paused}
        disabled={!allowed || pending}
        onChange={(on) =>
          run(() => toggleAutoTransferAction({ id: location.id, auto_transfer_paused: !on }), {
            done: t(on ? 'autoOn' : 'autoOff'),
          })
        }
      />
    </div>
  );
}
