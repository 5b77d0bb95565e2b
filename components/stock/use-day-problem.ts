import { useTranslations } from 'next-intl';
import { FIRST_DAY } from '@/lib/core/business-day';

/** What keeps a business day from being taken, in the reader's words (R36); undefined when nothing does. */
export function useDayProblem(today: string): (day: string) => string | undefined {
  const t = useTranslations('stock.problems');
  return (day) => {
    if (day === '') return t('day');
    if (day < FIRST_DAY) return t('tooEarly');
    return day > today ? t('future') : undefined;
  };
}
