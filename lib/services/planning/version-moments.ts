import type { BookedPlan } from '@/db/queries/plan-inputs';

/**
 * When versions of mappings, recipes and settings were read that a day was planned with: of all, and of items
 * sold on it only since.
 */
export interface VersionMoments {
  at: string;
  later: Record<string, string>;
}

/**
 * Of a day that a person changed for some items: these have the versions of now from here on, its other items
 * keep those they were booked with (R32). `touched`: the items sold on the day among those of the change.
 */
export function momentsOfChange(
  booked: BookedPlan | undefined,
  now: string,
  touched: Iterable<string> | 'all',
): VersionMoments {
  if (touched === 'all' || !booked) return { at: now, later: {} };
  const later = Object.fromEntries([...touched].map((id) => [id, now]));
  return { at: booked.versionsAt, later: { ...booked.laterItems, ...later } };
}
