import type { Failure } from './faults';
import type { SimSale } from './sales';
import type { Overrides, World } from './world';

/** How a host on purpose worse than Lightspeed behaves; without it the simulator is well-behaved. */
export interface Behaviour {
  world: (overrides: Overrides) => World;
  /** Asked for each request that no failNext is waiting for. */
  fault?: (path: string) => Omit<Failure, 'path' | 'times'> | undefined;
  /** A request has been left without an answer. */
  onHang?: () => void;
  /** A day's sales were answered whole, in this order. */
  onServed?: (locationId: string, day: string, sales: readonly SimSale[]) => void;
  /** The order, and the repetitions, in which accounts are answered. */
  shuffle?: (sales: readonly SimSale[]) => SimSale[];
  /** Rows a page of items or businesses holds at most, whatever was asked. */
  itemsPerPage?: number;
  businessesPerPage?: number;
  /** An empty page is `{}`, as Spring writes a collection without links. */
  hasBareEmptyPages?: boolean;
  /** Fields of a later release beside the sales of a day. */
  unknownFields?: Record<string, unknown>;
  /** Called before each page of items, which may change the list while it is read. */
  beforeItems?: (offset: number) => void;
  /**
   * The range's token stands for an instant: accounts closed in it are repeated, or left out, on the next
   * page.
   */
  tokenTies?: 'repeat' | 'skip';
}

export interface SimulatorOptions {
  seed?: number;
  /** How many locations the business has; 2 without it. */
  locations?: number;
  port?: number;
  now?: () => Date;
  clientId?: string;
  clientSecret?: string;
  /** Exact addresses a code may be sent to; without it any on this computer. */
  redirectUris?: string[];
  tokenSecret?: string;
  /** JSON file that keeps grants over restarts. */
  stateFile?: string;
  /** Opens `POST /__control/<name>`. */
  control?: boolean;
  accessSeconds?: number;
  /** How long data and token requests take, in milliseconds. */
  delayMs?: number;
  behaviour?: Behaviour;
}
