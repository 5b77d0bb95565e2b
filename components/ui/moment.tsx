'use client';
import { useLocale } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { dateLocale } from '@/lib/i18n/date-locale';

const never = () => () => {};

/** An instant in the reader's own time zone; UTC until the browser has said which one that is. */
export function Moment({ iso }: { iso: string | null }) {
  const locale = useLocale();
  const timeZone = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => 'UTC',
  );
  if (iso === null) return <span>–</span>;
  const text = new Intl.DateTimeFormat(dateLocale(locale), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  }).format(new Date(iso));
  return (
    <time dateTime={iso} className="whitespace-nowrap tabular-nums">
      {text}
    </time>
  );
}
