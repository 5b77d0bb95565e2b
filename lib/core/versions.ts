/** A mapping or recipe as it was saved. */
export interface DatedVersion {
  /** Rises with each save. */
  version: number;
  /** The first business day it counts for; null = all days. */
  effectiveFrom: string | null;
  /**
   * As PostgreSQL prints a moment in UTC, `2026-03-16 12:00:00.123456+00`: there the order of texts is that
   * of time.
   */
  writtenAt: string;
}

/**
 * The version that counts on a business day: the newest that does not begin after it, of all, or of those
 * written up to a moment (R32).
 */
export function versionForDay<T extends Omit<DatedVersion, 'writtenAt'> & { writtenAt?: string }>(
  versions: readonly T[],
  day: string,
  writtenBy?: string,
): T | undefined {
  let best: T | undefined;
  for (const version of versions) {
    const counts = version.effectiveFrom === null || version.effectiveFrom <= day;
    const isWritten = writtenBy === undefined || (version.writtenAt ?? '') <= writtenBy;
    if (counts && isWritten && (best === undefined || version.version > best.version)) best = version;
  }
  return best;
}
