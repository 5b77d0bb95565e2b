import { setTimeout as sleep } from 'node:timers/promises';
import {
  claimRefresh,
  findIntegration,
  type IntegrationRow,
  saveRefreshedTokens,
  saveRefreshFailure,
  type TokenKey,
} from '@/db/queries/integrations';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import { codeOf } from '@/lib/errors/to-domain-error';
import type { PosAuth, PosTokens, RequestSlot } from '@/lib/ports';
import type { ServiceContext } from '../context';
import { requestSlots } from './request-slots';
import { expiryOf, openTokens, sealTokens } from './sealed-tokens';

const RENEW_BEFORE_MS = 60_000;
/** Longer than a token call may take: a younger attempt may still be answered, and is waited for. */
const ATTEMPT_MS = 35_000;
/**
 * An attempt as old as this was lost in a crash; in between it stays in doubt, for clocks that differ and
 * processes that stall.
 */
const ATTEMPT_LOST_AFTER_MS = 90_000;

/**
 * Access to one integration (R7): at most one refresh at a time over all processes, the new pair committed
 * before use. `onRead` is told the row of a token. Written here: OAuth packages refresh within one process
 * and lose the new pair with a crash.
 */
export function posAuth(
  ctx: ServiceContext,
  companyId: string,
  integrationId: string,
  onRead: (row: IntegrationRow) => void = () => {},
): PosAuth {
  return {
    integrationId,
    takeSlot: requestSlots(ctx, companyId, integrationId),
    accessToken: (rejected) =>
      renewUnless(ctx, companyId, integrationId, (row, token) => {
        onRead(row);
        return token !== rejected && isFresh(row, ctx.clock.now());
      }),
  };
}

/**
 * Renews now, whatever the present token's expiry, unless another does so meanwhile (R7: idle tokens are kept
 * alive).
 */
export async function renewTokens(
  ctx: ServiceContext,
  companyId: string,
  integrationId: string,
): Promise<void> {
  let found: number | undefined;
  await renewUnless(ctx, companyId, integrationId, (row) => {
    found ??= row.tokenVersion;
    return row.tokenVersion !== found;
  });
}

/**
 * A grant not stored yet: used to look at what it sees before it is accepted. A `takeSlot` where there is an
 * integration already.
 */
export function grantAuth(
  integrationId: string,
  tokens: PosTokens,
  takeSlot: () => Promise<RequestSlot> = async () => ({ end: async () => undefined }),
): PosAuth {
  return {
    integrationId,
    takeSlot,
    async accessToken(rejected) {
      if (rejected !== undefined) {
        throw new DomainError('lightspeed_auth_failed', 'Lightspeed refused a fresh token');
      }
      return tokens.accessToken;
    },
  };
}

/** A minute before its end a token is renewed; one that lives only seconds, when a third of that is left. */
function isFresh(row: IntegrationRow, now: Date): boolean {
  const expiresAt = row.accessExpiresAt.getTime();
  const third = Math.max(0, expiresAt - row.tokensRenewedAt.getTime()) / 3;
  return expiresAt - now.getTime() > Math.min(RENEW_BEFORE_MS, third);
}

const needsConsent = () =>
  new DomainError('lightspeed_auth_failed', 'the connection needs a new consent', {
    status: 'needs_reauthorization',
  });
const inDoubt = (message: string) =>
  new DomainError('lightspeed_api_error', message, { status: null, path: 'refresh' });

/** The stored token while it is valid; else a new one, from the process that claimed the refresh first. */
async function renewUnless(
  ctx: ServiceContext,
  companyId: string,
  integrationId: string,
  isGood: (row: IntegrationRow, token: string) => boolean,
): Promise<string> {
  const giveUpAt = performance.now() + ATTEMPT_MS;
  for (let pause = 20; ; pause = Math.min(pause * 1.5, 200)) {
    const row = await findIntegration(ctx.db, companyId, integrationId);
    if (!row) throw new DomainError('not_found', 'no such integration', { thing: 'integration' });
    if (row.status !== 'connected') throw needsConsent();
    const pair = openTokens(ctx.vault, companyId, integrationId, row.tokenCiphertext);
    if (isGood(row, pair.accessToken)) return pair.accessToken;

    const key: TokenKey = { companyId, id: integrationId, version: row.tokenVersion };
    const now = ctx.clock.now();
    if (row.refreshAttemptAt === null) {
      if (await claimRefresh(ctx.db, key, now)) return refresh(ctx, key, pair.refreshToken);
      continue;
    }
    const age = now.getTime() - row.refreshAttemptAt.getTime();
    if (age >= ATTEMPT_LOST_AFTER_MS) {
      await saveRefreshFailure(ctx.db, key, {
        status: 'needs_reauthorization',
        errorCode: 'lightspeed_auth_failed',
        detail: 'a refresh was interrupted and its answer lost',
        now,
      });
      throw needsConsent();
    }
    if (age > ATTEMPT_MS || performance.now() > giveUpAt) throw inDoubt('a refresh is still in doubt');
    await sleep(pause * (0.5 + Math.random()));
  }
}

async function refresh(ctx: ServiceContext, key: TokenKey, refreshToken: string): Promise<string> {
  let tokens: PosTokens;
  try {
    tokens = await ctx.pos.refresh({ refreshToken });
  } catch (error) {
    const isDead = isDomainError(error) && error.code === 'lightspeed_auth_failed';
    await saveRefreshFailure(ctx.db, key, {
      status: isDead ? 'needs_reauthorization' : 'connected',
      errorCode: codeOf(error),
      detail: isDomainError(error) ? error.message : 'the refresh failed',
      now: ctx.clock.now(),
    });
    throw error;
  }
  const now = ctx.clock.now();
  const isSaved = await saveRefreshedTokens(ctx.db, key, {
    tokenCiphertext: sealTokens(ctx.vault, key.companyId, key.id, tokens),
    accessExpiresAt: expiryOf(tokens, now),
    grantedScopes: tokens.scope,
    now,
  });
  if (!isSaved) throw inDoubt('the connection was renewed in between');
  return tokens.accessToken;
}
