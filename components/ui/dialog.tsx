'use client';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, type RefObject, useRef } from 'react';

export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  fallback,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string | undefined;
  /** Where the focus goes when what opened the dialog is gone. */
  fallback?: RefObject<HTMLElement | null>;
  children: ReactNode;
}) {
  const t = useTranslations('common');
  const opener = useRef<Element | null>(null);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          // Radix knows no trigger here, so the focus is returned to the element that opened the dialog.
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus();
            else fallback?.current?.focus();
          }}
          className="fixed top-1/2 left-1/2 z-50 max-h-[90dvh] w-[min(34rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-xl border border-line bg-surface p-6 shadow-xl"
        >
          <Radix.Title className="pr-8 text-lg font-semibold">{title}</Radix.Title>
          {description ? (
            <Radix.Description className="mt-1 text-sm text-muted">{description}</Radix.Description>
          ) : null}
          <div className="mt-4">{children}</div>
          <Radix.Close
            aria-label={t('close')}
            className="absolute top-5 right-5 rounded-md p-1 text-muted hover:bg-sunken"
          >
            <X className="size-4" />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
