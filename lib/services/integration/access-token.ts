import type { Database } from '@/db/client';
import {
  findIntegration,
  lockRefresh,
  markRefreshAttempt,
  readRefreshState,
  saveRefreshedTokens,
  saveRefreshFailure,
  unlockRefresh,
} from '@/db/queries/integrations';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';
import type { PosAuth, PosTokens } from '../ports';
import { expiryOf, openTokens, sealTokens } from './sealed-tokens';

const RENEW_BEFORE_MS = 60_000;
/** Longer than a token call may take: an attempt older than this, with the lock free, was lost in a crash. */
const ATTEMPT_LOST_AFTER_MS = 90_000;

/** One refresh per integration and process waits for the lock, so that waiting callers do not use up the pool. */
const underWay = new WeakMap<Database, Map<string, Promise<string>>>();

/** Access to one integration (R7): at most one refresh at a time over all processes, the new pair committed before use. */
export function posAuth(ctx: ServiceContext, companyId: string, integrationId: string): PosAuth {
  return {
    integrationId,
    async accessToken(rejected) {
      const row = await findIntegration(ctx.db, companyId, integrationId);
      if (!row) throw new DomainError('not_found', 'no such integration', { thing: 'integration' });
      if (row.status !== 'connected') throw needsConsent();
      const { accessToken } = openTokens(ctx.vault, companyId, integrationId, row.tokenCiphertext);
      if (usable(accessToken, rejected, row.accessExpiresAt.getTime(), ctx.clock.now())) return accessToken;
      const isGood: IsGood = (token, expiresAt) => usable(token, rejected, expiresAt, ctx.clock.now());
      const token = await renewOnce(ctx, companyId, integrationId, isGood);
      // A renewal already under way may have ended in the very token this caller saw refused.
      return token === rejected ? renewOnce(ctx, companyId, integrationId, isGood) : token;
    },
  };
}

/** Renews now, whatever the present token's expiry (R7: idle tokens are kept alive). */
export function renewTokens(ctx: ServiceContext, companyId: string, integrationId: string): Promise<string> {
  return renewOnce(ctx, companyId, integrationId, () => false);
}

/** A grant not stored yet: used to look at what it sees before it is accepted. */
export function grantAuth(integrationId: string, tokens: PosTokens): PosAuth {
  return {
    integrationId,
    async accessToken(rejected) {
      if (rejected !== undefined) {
        throw new DomainError('lightspeed_auth_failed', 'Lightspeed refused a fresh token');
      }
      return tokens.accessToken;
    },
  };
}

type IsGood = (token: string, expiresAtMs: number) => boolean;

const usable = (token: string, rejected: string | undefined, expiresAtMs: number, now: Date) =>
  token !== rejected && expiresAtMs - now.getTime() > RENEW_BEFORE_MS;

const needsConsent = () =>
  new DomainError('lightspeed_auth_failed', 'the connection needs a new consent', {
    status: 'needs_reauthorization',
  });

function renewOnce(ctx: ServiceContext, companyId: string, integrationId: string, isGood: IsGood) {
  const mine = underWay.get(ctx.db) ?? new Map<string, Promise<string>>();
  underWay.set(ctx.db, mine);
  const running = mine.get(integrationId);
  if (running) return running;
  const started = renew(ctx, companyId, integrationId, isGood).finally(() => mine.delete(integrationId));
  mine.set(integrationId, started);
  return started;
}

async function renew(
  ctx: ServiceContext,
  companyId: string,
  integrationId: string,
  isGood: IsGood,
): Promise<string> {
  const connection = await ctx.db.$client.reserve();
  let locked = false;
  try {
    await lockRefresh(connection, integrationId);
    locked = true;
    const row = await readRefreshState(connection, companyId, integrationId);
    if (!row) throw new DomainError('not_found', 'no such integration', { thing: 'integration' });
    if (row.status !== 'connected') throw needsConsent();
    const pair = openTokens(ctx.vault, companyId, integrationId, row.token_ciphertext);
    // Another process renewed while this one waited for the lock.
    if (isGood(pair.accessToken, row.access_expires_ms)) return pair.accessToken;

    const key = { companyId, id: integrationId, version: row.token_version };
    const now = ctx.clock.now();
    if (row.attempt_ms !== null) {
      if (now.getTime() - row.attempt_ms < ATTEMPT_LOST_AFTER_MS) {
        throw new DomainError('lightspeed_api_error', 'a refresh is still in doubt', {
          status: null,
          path: 'refresh',
        });
      }
      await saveRefreshFailure(connection, key, {
        status: 'needs_reauthorization',
        errorCode: 'lightspeed_auth_failed',
        detail: 'a refresh was interrupted and its answer lost',
        now,
      });
      throw needsConsent();
    }

    if (!(await markRefreshAttempt(connection, key, now))) throw inBetween();
    let tokens: PosTokens;
    try {
      tokens = await ctx.pos.refresh({ refreshToken: pair.refreshToken });
    } catch (error) {
      const dead = isDomainError(error) && error.code === 'lightspeed_auth_failed';
      await saveRefreshFailure(connection, key, {
        status: dead ? 'needs_reauthorization' : 'connected',
        errorCode: isDomainError(error) ? error.code : 'internal_error',
        detail: isDomainError(error) ? error.message : 'the refresh failed',
        now: ctx.clock.now(),
      });
      throw error;
    }
    const renewedAt = ctx.clock.now();
    const saved = await saveRefreshedTokens(connection, key, {
      ciphertext: sealTokens(ctx.vault, companyId, integrationId, tokens),
      expiresAt: expiryOf(tokens, renewedAt),
      scopes: tokens.scope,
      now: renewedAt,
    });
    if (!saved) throw inBetween();
    return tokens.accessToken;
  } finally {
    // A broken connection has given up its lock by itself.
    if (locked) await unlockRefresh(connection, integrationId).catch(() => undefined);
    connection.release();
  }
}

/** A person connected anew while the refresh ran: the new grant stands, the caller tries again with it. */
const inBetween = () =>
  new DomainError('lightspeed_api_error', 'the connection was renewed in between', {
    status: null,
    path: 'refresh',
  });
