'use client';
import { ClipboardPaste, FileUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type DragEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { LIMITS } from '@/lib/core/imports/table';
import { type Source, toSource } from './use-import';

/**
 * Takes a file that is dropped or chosen, or rows that are pasted anywhere on the page. Over 80 lines: one
 * place for the four ways in, dropping, pasting, choosing, the clipboard.
 */
export function DropZone({ onSource }: { onSource: (source: Source) => void }) {
  const t = useTranslations('imports');
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [cannotRead, setCannotRead] = useState(false);
  const take = async (file: Blob, name: string) => onSource(await toSource(file, name));
  const takeText = (text: string) => {
    if (text.trim() !== '') void take(new Blob([text]), t('pasted'));
  };
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    if ((event.target as Element | null)?.closest('input, textarea, select')) return;
    const file = event.clipboardData?.files[0];
    event.preventDefault();
    if (file) void take(file, file.name);
    else takeText(event.clipboardData?.getData('text/plain') ?? '');
  });
  useEffect(() => {
    const listen = (event: ClipboardEvent) => onPaste(event);
    document.addEventListener('paste', listen);
    return () => document.removeEventListener('paste', listen);
  }, []);
  async function pasteByButton() {
    try {
      takeText(await navigator.clipboard.readText());
    } catch {
      setCannotRead(true);
    }
  }
  const drag = (over: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setIsOver(over);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra to the buttons
    <div
      data-testid="drop-zone"
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => {
        drag(false)(event);
        const file = event.dataTransfer.files[0];
        if (file) void take(file, file.name);
        else takeText(event.dataTransfer.getData('text/plain'));
      }}
      className={cn(
        'grid justify-items-center gap-4 rounded-xl border-2 border-dashed px-4 py-10 text-center',
        isOver ? 'border-brand bg-brand-soft' : 'border-field/60 bg-surface',
      )}
    >
      <FileUp aria-hidden className="size-8 text-muted" />
      <div>
        <p className="font-medium">{t('drop')}</p>
        <p className="mt-1 max-w-md text-sm text-pretty text-muted">
          {t('dropText', { mb: LIMITS.bytes / 1024 / 1024 })}
        </p>
      </div>
      <div className="flex flex-wrap justify-center gap-2">
        <Button onClick={() => input.current?.click()}>
          <FileUp aria-hidden />
          {t('choose')}
        </Button>
        <Button variant="secondary" onClick={pasteByButton}>
          <ClipboardPaste aria-hidden />
          {t('paste')}
        </Button>
      </div>
      <p role="status" className="text-sm text-muted empty:hidden">
        {cannotRead ? t('noClipboard') : null}
      </p>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,.xlsx"
        aria-label={t('choose')}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void take(file, file.name);
          // The same file chosen again is read again.
          event.target.value = '';
        }}
      />
    </div>
  );
}
