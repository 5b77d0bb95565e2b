'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Notice } from '@/components/ui/notice';

/** Stays in reach of the thumb however long the list is, and says there why nothing was written. */
export function SaveBar({ error, children }: { error: string | null; children: ReactNode }) {
  const t = useTranslations('stock');
  return (
    <div className="save-bar sticky bottom-0 z-20 -mx-4 flex flex-wrap items-center justify-end gap-3 border-t border-line bg-bg/95 px-4 py-3 backdrop-blur sm:-mx-1 sm:px-1">
      {error ? (
        <Notice tone="bad" role="alert" title={error} className="w-full">
          {t('nothingWritten')}
        </Notice>
      ) : null}
      {children}
    </div>
  );
}
