import { v7 } from 'uuid';
import type { Database } from '@/db/client';
import { insertCompany, insertMembership, insertUser } from '@/db/queries/people';
import type { VoidOutcome } from '@/lib/contracts/void-reasons';
import { createLightspeedGateway } from '@/lib/lightspeed/gateway';
import { diceOf } from '@/lib/lightspeed/simulator/random';
import { type Simulator, startSimulator } from '@/lib/lightspeed/simulator/start-simulator';
import { createLog } from '@/lib/platform/log';
import type { ServiceContext } from '@/lib/services/context';
import { FakeClock, testContext } from '@/testing/fixtures/test-context';
import type { Catalogue } from '@/testing/reference/bearer';
import type { DayTruth, Mapping } from '@/testing/reference/expect-days';
import type { PackagingSaid } from '@/testing/reference/packed-goods';
import { Faults } from './faults';
import { createHostility } from './hostile-world';
import type { Menu } from './menu';

export const CLIENT_SECRET = 'simulated-client-secret-8c1f';

/** Every token of the simulator begins so. */
const TOKEN_HEAD = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9';

/** What must stand in no log, error or column (R6). */
export const SECRETS = [TOKEN_HEAD, CLIENT_SECRET];

export interface ScenarioResult {
  seed: number;
  milliseconds: number;
  requests: number;
  transfers: number;
  problems: string[];
  coverage: Record<string, number>;
}

export interface Place {
  id: string;
  lightspeedId: string;
  unitId: string;
}

/** A company on a hostile host, and what is known of both: what the steps and checks of a life share. */
export class Scenario {
  readonly problems: string[] = [];
  transfers = 0;
  simulator!: Simulator;
  faults!: Faults;
  ctx!: ReturnType<typeof testContext>;
  private hang: AbortController | undefined;
  readonly log: string[] = [];
  readonly shown: string[] = [];
  readonly dice;
  readonly clock: FakeClock;
  readonly hostility;
  readonly companyId: string;
  readonly userId: string;
  menu!: Menu;
  integrationId = '';
  places: Place[] = [];
  readonly history: Catalogue[] = [];
  readonly mappings = new Map<string, Mapping>();
  /** Items about which anything was ever decided: these take nothing over. */
  readonly decided = new Set<string>();
  /**
   * Where each day stands, by location and day; and what was said of days that stand elsewhere than the
   * present unit.
   */
  readonly units = new Map<string, string>();
  unitChoice: 'present' | 'kept' = 'present';
  /** What becomes of goods voided for the reason of waste (R16). */
  voidOutcome: VoidOutcome = 'gone';
  packaging: PackagingSaid = { items: new Map(), groups: new Map(), bill: [] };
  /** What the host last answered for a day, by location and day. */
  readonly served = new Map<string, readonly unknown[]>();
  /** The same, as the product kept it: of answers a transfer ended well with. */
  readonly kept = new Map<string, DayTruth>();
  /** By location and day, and by SKU: the mappings of when the day was booked with it (R32). */
  readonly booked = new Map<string, Map<string, ReadonlyMap<string, Mapping>>>();
  readonly expected = new Map<string, Map<string, string>>();
  readonly seenLogs = new Set<string>();
  /** By location and day: the catalogues known when all its items were planned last. */
  readonly catalogues = new Map<string, readonly Catalogue[]>();
  /** Runs that booked an answer about a name: of entries they count those of its items only. */
  readonly answerLogs = new Set<string>();
  isGrantDead = false;
  isSecretWrong = false;
  hasStartChange = false;
  readonly days: number;

  private constructor(
    readonly seed: number,
    readonly db: Database,
    people: { companyId: string; userId: string },
  ) {
    this.dice = diceOf(`life ${seed}`);
    this.days = this.dice.chance(0.07) ? 90 : 11;
    this.clock = new FakeClock();
    this.hostility = createHostility(seed, () => this.clock.now());
    this.clock.set(this.hostility.start);
    this.companyId = people.companyId;
    this.userId = people.userId;
  }

  get coverage(): Map<string, number> {
    return this.hostility.coverage;
  }
  count(what: string): void {
    this.coverage.set(what, (this.coverage.get(what) ?? 0) + 1);
  }
  problem(text: string): void {
    this.problems.push(text);
  }
  check(isTrue: boolean, text: () => string): void {
    if (!isTrue) this.problem(text());
  }

  static async begin(seed: number, db: Database): Promise<Scenario> {
    const company = await insertCompany(db, `Scenario ${seed}`);
    const user = await insertUser(db, { email: `${v7()}@test.example`, passwordHash: 'none' });
    await insertMembership(db, { companyId: company.id, userId: user.id, role: 'owner' });
    const run = new Scenario(seed, db, { companyId: company.id, userId: user.id });
    await run.openHost();
    return run;
  }

  private async openHost(): Promise<void> {
    const { dice, hostility } = this;
    this.hasStartChange = dice.chance(0.3);
    const now = () => this.clock.now();
    // Which end a changed start of day has cannot be known without the day's own answer.
    const options = { withoutTimeouts: this.hasStartChange };
    this.faults = new Faults(this.seed, now, (what) => this.count(what), options);
    this.simulator = await startSimulator({
      now,
      clientSecret: CLIENT_SECRET,
      behaviour: {
        world: () => hostility.world,
        fault: this.faults.next,
        onHang: () => this.hang?.abort(new DOMException('nothing came', 'TimeoutError')),
        onServed: (locationId, day, sales) => {
          this.served.set(`${locationId}|${day}`, sales);
          hostility.answered(locationId, day);
        },
        shuffle: hostility.shuffle,
        itemsPerPage: 3 + dice.below(8),
        businessesPerPage: 1,
        hasBareEmptyPages: this.seed % 2 === 0,
        unknownFields: { newInThisRelease: { any: ['thing'] } },
        beforeItems: (offset) => {
          if (offset > 0 && dice.chance(0.04)) hostility.shiftItems();
        },
        tokenTies: dice.pick(['repeat', 'skip'] as const),
      },
    });
    const pos = createLightspeedGateway({
      ...this.simulator,
      scopes: 'financial-api items offline_access',
      log: this.capturedLog(),
      now,
      wait: async (milliseconds) => {
        this.check(milliseconds >= 500, () => `a wait of ${milliseconds} ms before the next try (R10)`);
        this.clock.advance(Math.round(milliseconds));
      },
      fetch: (url, init) => {
        this.hang = new AbortController();
        return fetch(url, { ...init, signal: this.hang.signal });
      },
    });
    const context = testContext(this.db, {
      memberships: { [this.companyId]: 'owner' },
      userId: this.userId,
      clock: this.clock,
      pos,
    });
    this.ctx = { ...context, log: this.capturedLog() };
  }

  private capturedLog() {
    return createLog('trace', { write: (line: string) => void this.log.push(line) });
  }

  job(): ServiceContext {
    const memberships = new Map([[this.companyId, 'system']]);
    return { ...this.ctx, actor: { kind: 'system', job: 'simulation', memberships } };
  }
}
