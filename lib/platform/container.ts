import { v7 } from 'uuid';
import { type Database, openDatabase } from '@/db/client';
import { createInngestDispatcher } from '@/inngest/dispatcher';
import { createLightspeedGateway } from '@/lib/lightspeed/gateway';
import type { Actor, ServiceContext } from '@/lib/services/context';
import { systemClock } from './clock';
import { env } from './env';
import { createLog } from './log';
import { createVault } from './vault';

type Shared = Omit<ServiceContext, 'actor' | 'requestId'>;

// On globalThis, so that hot reload and Next's several bundles share one pool.
const holder = globalThis as typeof globalThis & { bestellfixShared?: Shared };

function shared(): Shared {
  if (holder.bestellfixShared) return holder.bestellfixShared;
  const settings = env();
  const log = createLog(settings.LOG_LEVEL);
  holder.bestellfixShared = {
    db: openDatabase(settings.DATABASE_URL, { max: settings.DATABASE_POOL_SIZE }),
    log,
    clock: systemClock,
    jobs: createInngestDispatcher(),
    vault: createVault(settings.TOKEN_ENCRYPTION_KEYS),
    pos: createLightspeedGateway({
      apiUrl: settings.LIGHTSPEED_API_URL,
      authorizeUrl: settings.LIGHTSPEED_AUTHORIZE_URL,
      tokenUrl: settings.LIGHTSPEED_TOKEN_URL,
      clientId: settings.LIGHTSPEED_CLIENT_ID,
      clientSecret: settings.LIGHTSPEED_CLIENT_SECRET,
      scopes: settings.LIGHTSPEED_SCOPES,
      log,
    }),
  };
  return holder.bestellfixShared;
}

export function database(): Database {
  return shared().db;
}

/** One context for browser, API key and job; made on first use, so that a build needs no settings. */
export function serviceContext(actor: Actor, requestId: string = v7()): ServiceContext {
  return { ...shared(), actor, requestId };
}

/** A job acts in the one company its event names. */
export function systemContext(companyId: string, job: string): ServiceContext {
  return serviceContext({ kind: 'system', job, memberships: new Map([[companyId, 'system']]) });
}
