import { daySchema } from '@/lib/contracts/common';
import { FIRST_DAY } from '@/lib/core/business-day';

/**
 * A day that a URL asks for, if it is one that can be asked for (R36); a hand-typed other one is left out.
 */
export function askedDay(given: string | undefined, today: string): string | undefined {
  const day = daySchema.safeParse(given).data;
  return day !== undefined && day >= FIRST_DAY && day <= today ? day : undefined;
}
