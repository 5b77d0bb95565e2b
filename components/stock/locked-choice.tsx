'use client';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Day } from '@/components/ui/business-day';
import { Notice } from '@/components/ui/notice';
import { Switch } from '@/components/ui/switch';

/** Shown once the day is locked: the manager may book it on the first open one instead. */
export function LockedChoice({
  firstOpenDay,
  checked,
  onChange,
}: {
  firstOpenDay: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const t = useTranslations('stock');
  const id = useId();
  return (
    <Notice tone="warn" title={t('lockedTitle')}>
      <label htmlFor={id} className="mt-1 flex min-h-11 items-center gap-3 text-ink">
        <Switch id={id} checked={checked} onChange={onChange} />
        <span>
          {t('bookLater')} (<Day date={firstOpenDay} />)
        </span>
      </label>
    </Notice>
  );
}
