/** From least to most; what is not here opens nothing. */
const ROLES = ['viewer', 'manager', 'owner'];

/** The lesser of a key's own role and its maker's present one (R2); null where either is none we know. */
export function effectiveRole(own: string, makers: string | null): string | null {
  const rank = Math.min(ROLES.indexOf(own), makers === null ? -1 : ROLES.indexOf(makers));
  return ROLES[rank] ?? null;
}
