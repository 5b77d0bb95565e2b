import { canonicalJson } from '../signature';
import { callApp } from './call-app';
import type { Engine } from './engine/engine';
import { registrationSchema } from './function-config';
import type { JobKeys } from './http-api';
import type { Log } from './log';
import { isSignedAnswer } from './protocol';

const SYNC_TIMEOUT_MS = 60_000;

interface AppsOptions {
  keys: JobKeys;
  urls: string[];
  /** Origins below which apps may register themselves at addresses not known before. */
  origins: string[];
  /** How often a registered app is asked again for its functions, in milliseconds. */
  syncMs: number;
  engine: Engine;
  log: Log;
  /** Aborted when the server stops. */
  signal: AbortSignal;
  /** Called when there may be work for an app. */
  onChange: () => void;
}

/**
 * The apps this server was started for: where they are, and which functions they have. What others registered
 * is theirs to call.
 */
export class Apps {
  readonly urls: readonly string[];
  private readonly options: AppsOptions;
  private readonly origins: ReadonlySet<string>;
  private readonly urlOfApp = new Map<string, string>();
  private readonly isRegistered = new Map<string, boolean>();

  constructor(options: AppsOptions) {
    this.options = options;
    this.urls = options.urls.map(plainUrl);
    this.origins = new Set(options.origins.map((text) => new URL(text).origin));
  }

  ids(): string[] {
    return [...this.urlOfApp.keys()];
  }

  urlOf(appId: string): string | undefined {
    return this.urlOfApp.get(appId);
  }

  /** Asks an app for its functions; after how many milliseconds to ask again. */
  async sync(appUrl: string): Promise<number> {
    const { keys, log, signal, syncMs } = this.options;
    try {
      const response = await callApp({
        method: 'PUT',
        url: appUrl,
        headers: { 'x-inngest-sync-kind': 'in_band' },
        body: canonicalJson({ url: appUrl }),
        signingKey: keys.signing,
        signal: AbortSignal.any([signal, AbortSignal.timeout(SYNC_TIMEOUT_MS)]),
      });
      if (response.status !== 200) throw new Error(`HTTP ${response.status}: ${response.body.slice(0, 300)}`);
      if (!isSignedAnswer(response, keys)) throw new Error('the answer is not signed with our key');
      if (response.headers['x-inngest-sync-kind'] === 'in_band') await this.register(response.body, appUrl);
      if (!this.isRegistered.get(appUrl)) log.info({ appUrl }, 'The app is registered');
      this.isRegistered.set(appUrl, true);
      return syncMs;
    } catch (error) {
      if (this.isRegistered.get(appUrl) !== false && !signal.aborted)
        log.warn({ appUrl, error: String(error) }, 'The app cannot be registered yet');
      this.isRegistered.set(appUrl, false);
      return Math.min(500, syncMs);
    }
  }

  /** Whether anything changed. Null: an app at an address that this server was not started for. */
  async register(body: string, appUrl?: string): Promise<boolean | null> {
    const registration = registrationSchema.parse(JSON.parse(body));
    const url = plainUrl(appUrl ?? registration.url);
    if (!this.urls.includes(url) && !this.origins.has(new URL(url).origin)) return null;
    const appId = registration.app_id ?? registration.appName ?? url;
    const { engine, log, onChange } = this.options;
    const isModified = await engine.register(appId, url, registration.functions);
    const isNew = !this.urlOfApp.has(appId);
    this.urlOfApp.set(appId, url);
    if (isModified)
      log.info({ appUrl: url, functions: registration.functions.length }, 'Functions registered');
    if (isModified || isNew) onChange();
    return isModified;
  }
}

/** An address as it is compared and called: without a query. */
function plainUrl(text: string): string {
  const url = new URL(text);
  url.search = '';
  return url.href;
}
