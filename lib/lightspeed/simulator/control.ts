import { type Answer, json } from './answer';
import { CATALOGUE, type SimItem } from './catalogue';
import type { Failure, Faults } from './faults';
import type { SimSale } from './sales';
import type { LoggedRequest, SimulatorState } from './state';

/** What a test changes about a running simulator, in this process or by `POST /__control/<name>`. */
export interface Control {
  failNext(failure: Failure): void;
  clearFailures(): void;
  /** Answers to `path` wait, after so many to each connection that did not, until `release`. */
  hold(path: RegExp, after?: number): void;
  release(): void;
  /** The merchant withdraws consent: every token is dead. */
  revokeGrant(): void;
  expireAccessTokens(): void;
  setSales(locationId: string, day: string, sales: SimSale[]): void;
  addSale(locationId: string, day: string, sale: SimSale): void;
  /** Back to the generated sales, of one day or of all. */
  resetSales(locationId?: string, day?: string): void;
  setItems(items: readonly SimItem[]): void;
  setNow(now: Date | string | null): void;
  setClientSecret(secret: string): void;
  readonly requests: readonly LoggedRequest[];
  /** Refresh tokens taken, and refused as spent or revoked. */
  readonly tokenUses: { readonly refreshes: number; readonly spent: number };
  /** Data requests being answered, and the most there ever were at once. */
  readonly load: { inFlight: number; most: number };
}

export function createControl(state: SimulatorState, faults: Faults): Control {
  const put = (locationId: string, day: string, list: SimSale[]) =>
    state.sales.set(
      `${locationId}|${day}`,
      [...list].sort((a, b) => Date.parse(a.timeClosed) - Date.parse(b.timeClosed)),
    );
  return {
    failNext: (failure) => faults.failNext(failure),
    clearFailures: () => faults.clearFailures(),
    hold: (path, after) => faults.hold(path, after),
    release: () => faults.release(),
    revokeGrant: () => state.grants.revokeAll(),
    expireAccessTokens: () => state.grants.expireAccessTokens(),
    setSales: put,
    addSale: (locationId, day, sale) =>
      put(locationId, day, [...state.world.salesOfDay(locationId, day), sale]),
    resetSales: (locationId, day) => {
      if (locationId && day) state.sales.delete(`${locationId}|${day}`);
      else state.sales.clear();
    },
    setItems: (items) => {
      state.items = items;
    },
    setNow: (at) => {
      state.fixedNow = at === null ? undefined : new Date(at);
    },
    setClientSecret: (secret) => {
      state.clientSecret = secret;
    },
    requests: state.requests,
    tokenUses: state.grants.uses,
    load: state.load,
  };
}

/**
 * What `POST /__control/<name>` takes: the arguments of the function of that name; `path` is a pattern's
 * text.
 */
interface ControlBody extends Partial<Omit<Failure, 'path'>> {
  path?: string;
  after?: number;
  secret?: string;
  locationId?: string;
  day?: string;
  sales?: SimSale[];
  sale?: SimSale;
  items?: SimItem[];
  now?: string;
}

const CALLS: Record<string, (control: Control, body: ControlBody) => void> = {
  failNext: (control, { path, times = 1, status, headers }) =>
    control.failNext({
      times,
      ...(path === undefined ? {} : { path: new RegExp(path) }),
      ...(status === undefined ? {} : { status }),
      ...(headers === undefined ? {} : { headers }),
    }),
  clearFailures: (control) => control.clearFailures(),
  hold: (control, { path = '', after }) => control.hold(new RegExp(path), after),
  release: (control) => control.release(),
  setClientSecret: (control, { secret = '' }) => control.setClientSecret(secret),
  revokeGrant: (control) => control.revokeGrant(),
  expireAccessTokens: (control) => control.expireAccessTokens(),
  setSales: (control, { locationId = '', day = '', sales = [] }) => control.setSales(locationId, day, sales),
  addSale: (control, { locationId = '', day = '', sale }) => {
    if (sale) control.addSale(locationId, day, sale);
  },
  resetSales: (control, { locationId, day }) => control.resetSales(locationId, day),
  setItems: (control, { items = [...CATALOGUE] }) => control.setItems(items),
  setNow: (control, { now = null }) => control.setNow(now),
};

/** Answers `POST /__control/<name>`. */
export function answerControl(control: Control, name: string, text: string): Answer {
  const body = (text ? JSON.parse(text) : {}) as ControlBody;
  if (name === 'requests') return json(200, { requests: control.requests });
  const call = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
  if (!call) return json(404, { error: `no control ${name}` });
  call(control, body);
  return json(200, { ok: true });
}
