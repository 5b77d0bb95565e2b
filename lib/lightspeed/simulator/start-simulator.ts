import { type Control, createControl } from './control';
import { Faults } from './faults';
import type { SimulatorOptions } from './options';
import { AUTHORIZE_PATH, TOKEN_PATH } from './routes/oauth';
import { SimulatorServer } from './server';
import { createState } from './state';
import type { World } from './world';

export interface Simulator {
  url: string;
  authorizeUrl: string;
  tokenUrl: string;
  apiUrl: string;
  clientId: string;
  /** The secret it started with. */
  clientSecret: string;
  world: World;
  control: Control;
  stop(): Promise<void>;
}

/** A K-Series host on 127.0.0.1, as openapi.yaml describes it; the same seed gives the same sales. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const state = createState(options);
  const faults = new Faults((path) => options.behaviour?.fault?.(path));
  const control = createControl(state, faults);
  const { port, delayMs } = options;
  const server = new SimulatorServer(state, faults, {
    port,
    delayMs,
    control: options.control ? control : undefined,
  });
  await server.listen();
  const { url, clientId, clientSecret, world } = state;
  return {
    url,
    authorizeUrl: `${url}${AUTHORIZE_PATH}`,
    tokenUrl: `${url}${TOKEN_PATH}`,
    apiUrl: url,
    clientId,
    clientSecret,
    world,
    control,
    stop: () => server.stop(),
  };
}
