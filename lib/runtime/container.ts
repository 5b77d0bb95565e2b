import { v7 } from 'uuid';
import type { Database } from '@/db/client';
import { createInngestDispatcher } from '@/lib/jobs/dispatcher';
import { createLightspeedGateway } from '@/lib/lightspeed/gateway';
import { systemClock } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { createLog, type Log } from '@/lib/platform/log';
import { createMailSender } from '@/lib/platform/mail-senders';
import { createVault } from '@/lib/platform/vault';
import { createWebhookSender } from '@/lib/platform/webhook-sender';
import type { JobDispatcher, MailSender, PosGateway, TokenVault, WebhookSender } from '@/lib/ports';
import type { Actor, ServiceContext, Wire } from '@/lib/services/context';
import { createHeavyReads, type HeavyReads } from '@/lib/services/heavy-read';
import { openAppDatabase, openReportDatabase } from './database';
import { observedFetch } from './observe';

interface Runtime {
  db: Database;
  heavyReads: HeavyReads;
  vault: TokenVault;
  pos: PosGateway;
  jobs: JobDispatcher;
  mail: MailSender;
  webhooks: WebhookSender;
  log: Log;
  appUrl: string;
}

// On globalThis: Next bundles routes apart and reloads modules in development, but a process has one pool.
const holder = globalThis as typeof globalThis & { bestellfixRuntime?: Runtime };

function open(): Runtime {
  const settings = env();
  const log = createLog(settings.LOG_LEVEL);
  return {
    db: openAppDatabase(),
    heavyReads: createHeavyReads(openReportDatabase(), {
      atOnce: settings.DATABASE_REPORT_POOL_SIZE,
      timeoutMs: settings.DATABASE_REPORT_TIMEOUT,
    }),
    vault: createVault(settings.TOKEN_ENCRYPTION_KEYS),
    pos: createLightspeedGateway({
      apiUrl: settings.LIGHTSPEED_API_URL,
      authorizeUrl: settings.LIGHTSPEED_AUTHORIZE_URL,
      tokenUrl: settings.LIGHTSPEED_TOKEN_URL,
      clientId: settings.LIGHTSPEED_CLIENT_ID,
      clientSecret: settings.LIGHTSPEED_CLIENT_SECRET,
      scopes: settings.LIGHTSPEED_SCOPES,
      log,
      fetch: observedFetch(settings.LIGHTSPEED_TOKEN_URL),
    }),
    jobs: createInngestDispatcher(),
    mail: createMailSender(settings, log),
    webhooks: createWebhookSender({ loopback: settings.WEBHOOK_LOOPBACK }),
    log,
    appUrl: settings.APP_URL,
  };
}

export const ANONYMOUS: Actor = { kind: 'anonymous', memberships: new Map() };

/** Everything a service needs, for this actor; the process's parts are opened on first use. */
export function serviceContext(actor: Actor, requestId: string = v7(), wire?: Wire): ServiceContext {
  holder.bestellfixRuntime ??= open();
  const runtime = holder.bestellfixRuntime;
  const log = runtime.log.child({ requestId });
  return { ...runtime, actor, requestId, wire, refusal: {}, log, clock: systemClock };
}

/** A job acts in the one company its event names; what it does is logged under the id of its run. */
export function systemContext(companyId: string, job: string, runId: string): ServiceContext {
  return serviceContext({ kind: 'system', job, memberships: new Map([[companyId, 'system']]) }, runId);
}

/** Ends the pools; scripts that seed and leave call it. */
export async function closeContainer(): Promise<void> {
  const runtime = holder.bestellfixRuntime;
  holder.bestellfixRuntime = undefined;
  const pools = [runtime?.db, runtime?.heavyReads.db];
  await Promise.all(pools.map((pool) => pool?.$client.end({ timeout: 5 })));
}
