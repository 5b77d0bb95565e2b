import { addDays, FIRST_DAY } from '@/lib/core/business-day';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';
import { currentDay } from './current-day';

/** How far ahead a mapping or a recipe may begin. */
const AHEAD = 366;

/**
 * Business days asked for or entered, by the name of their field: none before 2000 or after the company's
 * today (R36), or after a year from it for what may begin ahead. Throws date_out_of_range, which names the
 * field.
 */
export async function requireDays(
  ctx: ServiceContext,
  companyId: string,
  days: Readonly<Record<string, string | null | undefined>>,
  upTo: 'today' | 'a_year_ahead' = 'today',
): Promise<void> {
  const given = Object.entries(days).flatMap(([path, day]) => (day ? [{ path, day }] : []));
  if (given.length === 0) return;
  const today = await currentDay(ctx, companyId);
  const last = upTo === 'today' ? today : addDays(today, AHEAD);
  const wrong = given.filter(({ day }) => day < FIRST_DAY || day > last);
  if (wrong.length === 0) return;
  const message = `must lie between ${FIRST_DAY} and ${last}`;
  throw new DomainError('date_out_of_range', `${wrong[0]?.path} ${message}`, {
    issues: wrong.map(({ path }) => ({ path, message })),
    first_day: FIRST_DAY,
    last_day: last,
  });
}
