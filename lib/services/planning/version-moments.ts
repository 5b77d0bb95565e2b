/**
 * When versions of mappings, recipes and settings were read that a day was planned with: of all, and of items
 * sold on it only since, or that a person changed for it since (R32).
 */
export interface VersionMoments {
  at: string;
  later: Record<string, string>;
}
