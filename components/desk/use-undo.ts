'use client';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { toast } from 'sonner';

/** Acts that are done, and the message that offers to undo the last; undone the last first. */
export function useUndo<Act extends { said: string }>(
  say: (text: string) => void,
  takeBack: (act: Act) => void,
) {
  const t = useTranslations('desk');
  const common = useTranslations('common');
  const done = useRef<Act[]>([]);
  const shown = useRef<string | number | undefined>(undefined);
  const hide = () => shown.current !== undefined && toast.dismiss(shown.current);
  const undo = () => {
    const act = done.current.pop();
    if (!act) return say(t('nothingToUndo'));
    hide();
    takeBack(act);
  };
  const keep = (act: Act) => {
    done.current.push(act);
    // A new one each time: a dismissed one would take its heir along.
    hide();
    shown.current = toast(act.said, { action: { label: common('undo'), onClick: undo } });
    say(act.said);
  };
  return { keep, undo };
}
