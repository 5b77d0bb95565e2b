import type { PosTokens, TokenVault } from '@/lib/ports';

interface Pair {
  accessToken: string;
  refreshToken: string;
}
const context = (companyId: string, integrationId: string) => `lightspeed:${companyId}:${integrationId}`;

/** Both tokens in one sealed value, bound to company and integration (R6). */
export function sealTokens(
  vault: TokenVault,
  companyId: string,
  integrationId: string,
  tokens: Pair,
): string {
  const { accessToken, refreshToken } = tokens;
  return vault.seal(JSON.stringify({ accessToken, refreshToken }), context(companyId, integrationId));
}

export function openTokens(
  vault: TokenVault,
  companyId: string,
  integrationId: string,
  sealed: string,
): Pair {
  return JSON.parse(vault.open(sealed, context(companyId, integrationId))) as Pair;
}

export const expiryOf = (tokens: Pick<PosTokens, 'expiresIn'>, now: Date) =>
  new Date(now.getTime() + tokens.expiresIn * 1000);
