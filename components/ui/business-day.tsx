import { useLocale } from 'next-intl';
import { dateLocale } from '@/lib/i18n/date-locale';

/** A business day: a date of the calendar, in no time zone. */
export function Day({ date, weekday }: { date: string | null; weekday?: boolean }) {
  const locale = useLocale();
  if (!date) return <span>–</span>;
  const text = new Intl.DateTimeFormat(dateLocale(locale), {
    ...(weekday
      ? { weekday: 'short', day: '2-digit', month: '2-digit', year: 'numeric' }
      : { dateStyle: 'medium' }),
    timeZone: 'UTC',
  }).format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
  return (
    <time dateTime={date} className="whitespace-nowrap tabular-nums">
      {text}
    </time>
  );
}
