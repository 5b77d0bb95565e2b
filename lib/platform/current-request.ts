import { AsyncLocalStorage } from 'node:async_hooks';

export interface CurrentRequest {
  id: string;
  /** As the product names it; set by who knows it. */
  route?: string;
}

// On globalThis: Next bundles what runs at the start apart from the routes.
const holder = globalThis as typeof globalThis & { bestellfixRequest?: AsyncLocalStorage<CurrentRequest> };
holder.bestellfixRequest ??= new AsyncLocalStorage<CurrentRequest>();
const storage = holder.bestellfixRequest;

/** Does `work` for this request. */
export const withRequest = <T>(request: CurrentRequest, work: () => T): T => storage.run(request, work);

/** The request that is being answered; undefined outside of one. */
export const currentRequest = (): CurrentRequest | undefined => storage.getStore();
