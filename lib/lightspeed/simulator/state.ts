import { CATALOGUE, type SimItem } from './catalogue';
import { Grants } from './grants';
import type { Behaviour, SimulatorOptions } from './options';
import type { SimSale } from './sales';
import { createWorld, locationsOf, type World } from './world';

/** Without tokens: the query only of data calls. */
export interface LoggedRequest {
  method: string;
  path: string;
  query: string;
  at: string;
}

/** What the parts of one running simulator share. */
export interface SimulatorState {
  /** Its own address, known once it listens. */
  url: string;
  readonly clientId: string;
  clientSecret: string;
  readonly redirectUris: readonly string[] | undefined;
  readonly behaviour: Behaviour | undefined;
  readonly world: World;
  readonly grants: Grants;
  /** Sales put in place of the generated ones, by `location|day`. */
  readonly sales: Map<string, SimSale[]>;
  items: readonly SimItem[];
  fixedNow: Date | undefined;
  readonly now: () => Date;
  readonly requests: LoggedRequest[];
  readonly load: { inFlight: number; most: number };
}

export function createState(options: SimulatorOptions): SimulatorState {
  const sales = new Map<string, SimSale[]>();
  const state: Omit<SimulatorState, 'world' | 'grants'> = {
    url: '',
    clientId: options.clientId ?? 'devp-v2-demo-bestellfix',
    clientSecret: options.clientSecret ?? 'simulator',
    redirectUris: options.redirectUris,
    behaviour: options.behaviour,
    sales,
    items: CATALOGUE,
    fixedNow: undefined,
    now: () => state.fixedNow ?? options.now?.() ?? new Date(),
    requests: [],
    load: { inFlight: 0, most: 0 },
  };
  const overrides = {
    now: state.now,
    items: () => state.items,
    sales,
    ...(options.locations === undefined ? {} : { locations: locationsOf(options.locations) }),
  };
  const { tokenSecret, stateFile, accessSeconds } = options;
  return Object.assign(state, {
    world: options.behaviour?.world(overrides) ?? createWorld(options.seed ?? 1, overrides),
    grants: new Grants({ now: state.now, tokenSecret, stateFile, accessSeconds }),
  });
}
