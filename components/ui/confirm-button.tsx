'use client';
import { useTranslations } from 'next-intl';
import { AlertDialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { buttonClass } from './button';
import { useCanManage } from './can-manage';

/** A button that asks first; the way out has the focus. */
export function ConfirmButton({
  label,
  of,
  icon,
  title,
  text,
  confirmLabel,
  variant = 'danger',
  size = 'sm',
  disabled,
  onConfirm,
}: {
  label: string;
  /** The name of the thing, for screen readers: several buttons of a list say the same. */
  of?: string;
  icon?: ReactNode;
  title: string;
  text: string;
  confirmLabel?: string;
  variant?: 'danger' | 'secondary' | 'ghost';
  size?: 'sm' | 'md';
  disabled?: boolean;
  onConfirm: () => void;
}) {
  const t = useTranslations('common');
  if (!useCanManage()) return null;
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger
        aria-label={of ? `${label}: ${of}` : undefined}
        disabled={disabled}
        className={buttonClass({ variant, size })}
      >
        {icon}
        {label}
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <AlertDialog.Content className="fixed top-1/2 left-1/2 z-50 w-[min(28rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 rounded-xl border border-line bg-surface p-6 shadow-xl">
          <AlertDialog.Title className="text-lg font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-muted">{text}</AlertDialog.Description>
          <div className="mt-6 flex justify-end gap-2">
            <AlertDialog.Cancel className={buttonClass({ variant: 'secondary' })}>
              {t('cancel')}
            </AlertDialog.Cancel>
            <AlertDialog.Action onClick={onConfirm} className={buttonClass({ variant: 'danger' })}>
              {confirmLabel ?? label}
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
