'use client';
import { ClipboardPaste } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';

/** Where a list is pasted or typed that becomes lines: on a phone too, which has no Ctrl+V. */
export function PasteList({ onTake }: { onTake: (text: string) => void }) {
  const t = useTranslations('inventory');
  const common = useTranslations('common');
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const isOpen = text !== null;
  useEffect(() => {
    if (isOpen) area.current?.focus();
  }, [isOpen]);
  if (text === null)
    return (
      <Button variant="ghost" onClick={() => setText('')}>
        <ClipboardPaste aria-hidden />
        {t('pasteList')}
      </Button>
    );
  return (
    <div className="grid w-full gap-2">
      <label htmlFor={id} className="text-sm font-medium">
        {t('list')}
      </label>
      <textarea
        ref={area}
        id={id}
        rows={6}
        aria-describedby={`${id}-hint`}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="w-full rounded-lg border border-field bg-surface px-3 py-2"
      />
      <p id={`${id}-hint`} className="text-sm text-muted">
        {t('listHint')}
      </p>
      <div className="flex gap-2">
        <Button
          disabled={text.trim() === ''}
          onClick={() => {
            setText(null);
            onTake(text);
          }}
        >
          {t('takeList')}
        </Button>
        <Button variant="secondary" onClick={() => setText(null)}>
          {common('cancel')}
        </Button>
      </div>
    </div>
  );
}
