/** The version that counts on a business day: the newest whose `effectiveFrom` is null or not after it. */
export function versionForDay<T extends { version: number; effectiveFrom: string | null }>(
  versions: readonly T[],
  day: string,
): T | undefined {
  let best: T | undefined;
  for (const version of versions) {
    const counts = version.effectiveFrom === null || version.effectiveFrom <= day;
    if (counts && (best === undefined || version.version > best.version)) best = version;
  }
  return best;
}
