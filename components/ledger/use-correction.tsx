'use client';
import { Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';

/** What the dialogs have in common that take something entered back and put something else in its place. */
export function useCorrection(title: string) {
  const t = useTranslations('stock');
  return {
    trigger: (
      <>
        <Undo2 aria-hidden />
        <span className="sm:sr-only">{t('correct')}</span>
      </>
    ),
    triggerVariant: 'ghost',
    triggerSize: 'sm',
    triggerLabel: title,
    title,
    submitLabel: t('correct'),
    done: t('corrected'),
  } as const;
}
