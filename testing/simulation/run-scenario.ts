import { isDeepStrictEqual } from 'node:util';
import { v7 } from 'uuid';
import type { Database } from '@/db/client';
import { insertCompany, insertMembership, insertUser } from '@/db/queries/people';
import type { TransferStats } from '@/lib/contracts/transfers';
import { isDomainError } from '@/lib/core/domain-error';
import { type ErrorCode, isErrorCode } from '@/lib/core/error-codes';
import type { BaseUnit } from '@/lib/core/units';
import { createLightspeedGateway } from '@/lib/lightspeed/gateway';
import { approveConsent } from '@/lib/lightspeed/simulator/approve-consent';
import { diceOf } from '@/lib/lightspeed/simulator/random';
import { type Simulator, startSimulator } from '@/lib/lightspeed/simulator/start-simulator';
import { createLog } from '@/lib/platform/log';
import { setWasteReasons } from '@/lib/services/company/set-waste-reasons';
import type { ServiceContext } from '@/lib/services/context';
import { createAuthorizeUrl } from '@/lib/services/integration/create-authorize-url';
import { finishAuthorization } from '@/lib/services/integration/finish-authorization';
import { getIntegration } from '@/lib/services/integration/get-integration';
import { deleteMapping } from '@/lib/services/item/delete-mapping';
import { listItems } from '@/lib/services/item/list-items';
import { saveMapping } from '@/lib/services/item/save-mapping';
import { setIgnored } from '@/lib/services/item/set-ignored';
import { syncItems } from '@/lib/services/item/sync-items';
import { takeOverMapping } from '@/lib/services/item/take-over-mapping';
import { activateLocation } from '@/lib/services/location/activate-location';
import { deactivateLocation } from '@/lib/services/location/deactivate-location';
import { linkStorageUnit } from '@/lib/services/location/link-storage-unit';
import { listLocations } from '@/lib/services/location/list-locations';
import { syncLocations } from '@/lib/services/location/sync-locations';
import { getMigration } from '@/lib/services/migration/get-migration';
import { runMigrationDay } from '@/lib/services/migration/run-migration-day';
import { startMigration } from '@/lib/services/migration/start-migration';
import { planNights } from '@/lib/services/nightly-transfer/plan-nights';
import { recoverStalledJobs } from '@/lib/services/nightly-transfer/recover-stalled-jobs';
import { runNight } from '@/lib/services/nightly-transfer/run-night';
import { createStorageUnit } from '@/lib/services/storage-unit/create-storage-unit';
import { runTransfer } from '@/lib/services/transfer/run-transfer';
import { FakeClock, testContext } from '@/testing/fixtures/test-context';
import {
  type Catalogue,
  type DayTruth,
  expectDays,
  type Mapping,
  plain,
  skusIn,
} from '@/testing/reference/expect-days';
import { Faults } from './faults';
import { TWIN_NAME } from './hostile-catalogue';
import { addDays, WASTE_REASON } from './hostile-day';
import { createHostility } from './hostile-world';
import { createMenu, FIRST_MAPPING, INGREDIENTS, type IngredientName, type Menu } from './menu';

const unitOf = (given: BaseUnit, ingredient: IngredientName = 'other') => ({
  unit: { given, base: INGREDIENTS[ingredient] },
});
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** More than a migration's days and their retries. */
const MAX_STEPS = 200;
const CLIENT_SECRET = 'simulated-client-secret-8c1f';
/** Every token of the simulator begins so. */
const TOKEN_HEAD = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9';
export const SECRETS = [TOKEN_HEAD, CLIENT_SECRET];

export interface ScenarioResult {
  seed: number;
  milliseconds: number;
  requests: number;
  transfers: number;
  problems: string[];
  coverage: Record<string, number>;
}

/** Services read the address of the callback from the settings; nothing else of them is used here. */
export function prepareSettings(): void {
  process.env.DATABASE_URL ??= 'postgres://127.0.0.1/unused';
  process.env.NEXTAUTH_SECRET ??= 'x'.repeat(32);
  process.env.TOKEN_ENCRYPTION_KEYS ??= `t:${Buffer.alloc(32, 1).toString('base64')}`;
}

/**
 * One whole life of one company on a hostile host, from the seed alone: connect, sync, map, migrate, nights,
 * changes, a re-run.
 */
export async function runScenario(seed: number, db: Database): Promise<ScenarioResult> {
  const from = performance.now();
  const life = await ScenarioRun.begin(seed, db);
  try {
    await life.run();
  } catch (error) {
    const shown = error instanceof Error ? (error.stack ?? error.message) : String(error);
    life.problem(`the life broke off: ${shown}`);
  } finally {
    await life.end();
  }
  return {
    seed,
    milliseconds: Math.round(performance.now() - from),
    requests: life.simulator.control.requests.length,
    transfers: life.transfers,
    problems: life.problems,
    coverage: Object.fromEntries(life.coverage),
  };
}

interface Place {
  id: string;
  lightspeedId: string;
  unitId: string;
}

class ScenarioRun {
  readonly problems: string[] = [];
  transfers = 0;
  simulator!: Simulator;
  private faults!: Faults;
  private ctx!: ReturnType<typeof testContext>;
  private hang: AbortController | undefined;
  private readonly log: string[] = [];
  private readonly shown: string[] = [];
  private readonly dice;
  private readonly clock: FakeClock;
  private readonly hostility;
  private readonly companyId: string;
  private readonly userId: string;
  private menu!: Menu;
  private integrationId = '';
  private places: Place[] = [];
  private readonly history: Catalogue[] = [];
  private readonly mappings = new Map<string, Mapping>();
  /** Items about which anything was ever decided: these take nothing over. */
  private readonly decided = new Set<string>();
  /**
   * Where each day stands, by location and day; and what was said of days that stand elsewhere than the
   * present unit.
   */
  private readonly units = new Map<string, string>();
  private unitChoice: 'present' | 'kept' = 'present';
  /** What the host last answered for a day, by location and day. */
  private readonly served = new Map<string, readonly unknown[]>();
  /** The same, as the product kept it: of answers a transfer ended well with. */
  private readonly kept = new Map<string, DayTruth>();
  /** By location and day, and by SKU: the mappings of when the day was booked with it (R32). */
  private readonly booked = new Map<string, Map<string, ReadonlyMap<string, Mapping>>>();
  private readonly expected = new Map<string, Map<string, string>>();
  private readonly seenLogs = new Set<string>();
  private isGrantDead = false;
  private isSecretWrong = false;
  private hasStartChange = false;
  private readonly days: number;

  private constructor(
    readonly seed: number,
    private readonly db: Database,
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
  private count(what: string): void {
    this.coverage.set(what, (this.coverage.get(what) ?? 0) + 1);
  }
  problem(text: string): void {
    this.problems.push(text);
  }
  private check(isTrue: boolean, text: () => string): void {
    if (!isTrue) this.problem(text());
  }

  static async begin(seed: number, db: Database): Promise<ScenarioRun> {
    const company = await insertCompany(db, `ScenarioResult ${seed}`);
    const user = await insertUser(db, { email: `${v7()}@test.example`, passwordHash: 'none' });
    await insertMembership(db, { companyId: company.id, userId: user.id, role: 'owner' });
    const run = new ScenarioRun(seed, db, { companyId: company.id, userId: user.id });
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

  private job(): ServiceContext {
    const memberships = new Map([[this.companyId, 'system']]);
    return { ...this.ctx, actor: { kind: 'system', job: 'simulation', memberships } };
  }

  // What a person or a job does, and whether the error they see is the right one.

  private codesFor(since: number): Set<ErrorCode> {
    const happened = this.faults.delivered.slice(since);
    const codes = new Set<ErrorCode>();
    if (happened.some((fault) => fault.kind !== '401')) codes.add('lightspeed_api_error');
    if (happened.filter((fault) => fault.kind === '401').length >= 3) codes.add('lightspeed_auth_failed');
    if (happened.some((fault) => fault.isLost)) this.isGrantDead = true;
    if (this.isGrantDead) codes.add('lightspeed_auth_failed');
    if (this.isSecretWrong) codes.add('lightspeed_not_configured');
    return codes;
  }

  private async judgeCode(code: string, since: number, what: string): Promise<void> {
    const allowed = this.codesFor(since);
    this.count(`error ${code}`);
    this.check(isErrorCode(code) && allowed.has(code), () => {
      const happened = this.faults.delivered.slice(since).map((fault) => fault.kind);
      return `${what} ended with ${code}; right were [${[...allowed]}] after [${happened}]`;
    });
    const integration = await getIntegration(this.ctx, { company_id: this.companyId });
    if (!integration) return;
    const isAsking = integration.status === 'needs_reauthorization';
    if (isAsking) this.check(this.isGrantDead, () => `${what}: asks for a consent, but the grant lives`);
    if (code === 'lightspeed_auth_failed' && this.isGrantDead)
      this.check(isAsking, () => `${what}: the grant is dead, but the integration does not say so`);
  }

  /**
   * Does it, and again as a person would, up to six times under ever fewer faults; mends what the error says
   * is broken.
   */
  private async retryAsUser<T>(what: string, work: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      const since = this.faults.delivered.length;
      try {
        return await work();
      } catch (error) {
        if (!isDomainError(error)) throw error;
        this.shown.push(`${error.message} ${JSON.stringify(error.details)}`);
        await this.judgeCode(error.code, since, what);
        if (tries === 6) throw error;
        if (tries === 3) this.faults.level = 'calm';
        await this.mend(error.code);
        this.clock.advance(60_000);
      }
    }
  }

  private async mend(code: string): Promise<void> {
    if (code === 'lightspeed_not_configured') {
      const before = await getIntegration(this.ctx, { company_id: this.companyId });
      this.check(
        before?.status === 'connected',
        () => 'a wrong client secret disconnected the merchant (R7)',
      );
      this.simulator.control.setClientSecret(CLIENT_SECRET);
      this.isSecretWrong = false;
    }
    if (code === 'lightspeed_auth_failed' && this.isGrantDead) await this.reconnect();
  }

  private async consent(purpose: 'connect' | 'reauthorize') {
    const { url } = await createAuthorizeUrl(this.ctx, { company_id: this.companyId, purpose, name: 'Till' });
    const { searchParams: back } = await approveConsent(url);
    return finishAuthorization(this.ctx, { state: back.get('state') ?? '', code: back.get('code') ?? '' });
  }

  private async reconnect(): Promise<void> {
    const level = this.faults.level;
    this.faults.level = 'calm';
    this.faults.loseNextRefresh = false;
    const { integration } = await this.consent('reauthorize');
    this.check(integration.status === 'connected', () => 'a new consent did not connect (R8)');
    this.isGrantDead = false;
    this.faults.level = level;
    this.count('reauthorized');
  }

  // The scenario, step by step.

  async run(): Promise<void> {
    this.menu = await createMenu(this.ctx, this.companyId);
    await setWasteReasons(this.ctx, { company_id: this.companyId, reasons: [WASTE_REASON] });
    this.faults.level = 'rough';
    const { integration } = await this.retryAsUser('connecting', () => this.consent('connect'));
    this.integrationId = integration.id;
    await this.sync();
    await this.mapMenu();
    for (const place of this.places) await this.migrate(place, true);
    await this.checkLedger('after the migration');
    const nights = 1 + this.dice.below(3);
    for (let night = 0; night < nights; night++) {
      await this.changeSomething();
      await this.spendNight();
      await this.checkLedger(`after night ${night + 1}`);
    }
    await this.refuseStranger();
    this.faults.level = 'calm';
    this.unitChoice = this.dice.pick(['present', 'kept'] as const);
    for (const place of this.places) await this.migrate(place, false);
    await this.checkLedger('after the re-run');
    await this.repeat();
    this.checkSecrets();
  }

  private async sync(): Promise<void> {
    // Which of two items is the younger is told by the syncs that brought them.
    this.clock.advance(1000);
    const before = [...this.simulator.world.items];
    // A time zone that is known stays, whatever comes, and the sync names what it did not take (R11).
    const hasLostZones = this.places.length > 0 && this.hostility.loseZones();
    const synced = await this.retryAsUser('syncing locations', () =>
      syncLocations(this.ctx, { id: this.integrationId }),
    );
    this.check(
      synced.kept_values.length === (hasLostZones ? this.hostility.places.length : 0),
      () => `lost time zones: ${hasLostZones}; the sync names ${JSON.stringify(synced.kept_values)}`,
    );
    const zones = await this.db.$client<{ lightspeed_id: string; timezone: string }[]>`
      select lightspeed_id, timezone from lightspeed_locations where company_id = ${this.companyId}`;
    for (const { id, timezone } of this.hostility.places)
      this.check(
        zones.some((row) => row.lightspeed_id === id && row.timezone === timezone),
        () => `the time zone ${timezone} was lost: ${JSON.stringify(zones)}`,
      );
    await this.retryAsUser('syncing items', () => syncItems(this.ctx, { id: this.integrationId }));
    const after = this.simulator.world.items;
    const rows = await this.db.$client<
      { lightspeed_id: string; sku: string | null; name: string; archived: boolean; places: string[] }[]
    >`
      select i.lightspeed_id, i.sku, i.name, i.archived_at is not null as archived,
             array(select l.lightspeed_id from lightspeed_item_locations il join lightspeed_locations l on l.id = il.location_id
                   where il.item_id = i.id) as places
      from lightspeed_items i where i.company_id = ${this.companyId}`;
    const known = new Map(rows.map((row) => [row.lightspeed_id, row]));
    for (const item of after) {
      if (!before.some((one) => isDeepStrictEqual(one, item))) continue;
      const row = known.get(item.id);
      const isRight =
        row &&
        row.sku === (item.sku === null ? null : plain(item.sku)) &&
        row.name === plain(item.name) &&
        row.archived !== item.active;
      this.check(
        isRight === true,
        () => `item ${item.name} (${item.id}) was synced as ${JSON.stringify(row)} (R11)`,
      );
    }
    const present = new Set([...before, ...after].map((item) => item.id));
    for (const row of rows) {
      // One that came and went while the list was read is rightly known.
      if (!present.has(row.lightspeed_id) && !row.archived && row.name !== 'New')
        this.problem(`item ${row.lightspeed_id} is gone at the host but not archived (R11)`);
    }
    const listed = rows.filter(
      (row) =>
        present.has(row.lightspeed_id) &&
        (!row.archived || after.some((item) => item.id === row.lightspeed_id)),
    );
    this.history.push({
      at: this.clock.now().getTime(),
      items: listed.map((row) => ({
        lightspeedId: row.lightspeed_id,
        sku: row.sku,
        isActive: !row.archived,
        locationIds: row.places,
      })),
    });
    await this.succeed(rows);
    if (this.places.length === 0) await this.linkPlaces();
  }

  /**
   * Items made anew (R14): under the same SKU and name the mapping is theirs; under another name a person
   * accepts it, or does not.
   */
  private async succeed(
    rows: readonly { lightspeed_id: string; sku: string | null; name: string; archived: boolean }[],
  ): Promise<void> {
    const firstSeen = (id: string) =>
      this.history.findIndex((one) => one.items.some((item) => item.lightspeedId === id));
    const lastActive = (id: string) =>
      this.history.findLastIndex((one) =>
        one.items.some((item) => item.lightspeedId === id && item.isActive),
      );
    const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
    const listed = await this.items();
    for (const row of rows) {
      if (row.archived || row.sku === null || this.decided.has(row.lightspeed_id)) continue;
      const offers = listed.find((item) => item.lightspeed_id === row.lightspeed_id)?.predecessor?.offers;
      const before = rows.filter(
        (one) =>
          one.archived &&
          one.sku === row.sku &&
          this.mappings.has(one.lightspeed_id) &&
          firstSeen(one.lightspeed_id) < firstSeen(row.lightspeed_id),
      );
      const [predecessor] = before.sort(
        (a, b) =>
          Number(same(b.name, row.name)) - Number(same(a.name, row.name)) ||
          lastActive(b.lightspeed_id) - lastActive(a.lightspeed_id),
      );
      if (!predecessor) {
        this.check(
          !offers,
          () => `${row.name} (${row.lightspeed_id}) is offered a mapping from nowhere (R14)`,
        );
        continue;
      }
      const mapping = this.mappings.get(predecessor.lightspeed_id) as Mapping;
      const isTaken = same(predecessor.name, row.name);
      this.check(
        isTaken !== (offers != null),
        () => `${row.name}: taken ${isTaken}, offered ${!!offers} (R14)`,
      );
      if (!isTaken && !this.dice.chance(0.5)) continue;
      this.count(isTaken ? 'mapping taken over' : 'mapping accepted');
      if (!isTaken) {
        const item = listed.find((one) => one.lightspeed_id === row.lightspeed_id);
        await takeOverMapping(this.ctx, { id: item?.id ?? '' });
      }
      this.mappings.set(row.lightspeed_id, { ...mapping, from: predecessor.lightspeed_id });
      this.decided.add(row.lightspeed_id);
    }
  }

  private async linkPlaces(): Promise<void> {
    const found = await listLocations(this.ctx, {
      id: this.integrationId,
      include_archived: true,
      limit: 50,
    });
    this.check(
      found.data.length === this.hostility.places.length,
      () => `${found.data.length} locations were synced`,
    );
    for (const location of found.data) {
      const name = `Store of ${location.name}`;
      const unit = await createStorageUnit(this.ctx, { company_id: this.companyId, name });
      await linkStorageUnit(this.ctx, { id: location.id, storage_unit_id: unit.id });
      this.places.push({ id: location.id, lightspeedId: location.lightspeed_id, unitId: unit.id });
    }
  }

  private async items() {
    const page = { id: this.integrationId, company_id: this.companyId, include_archived: true, limit: 500 };
    return (await listItems(this.ctx, page)).data;
  }

  private async mapMenu(): Promise<void> {
    for (const item of await this.items()) {
      const first = FIRST_MAPPING[item.sku ?? ''];
      if (first === undefined || item.name === TWIN_NAME || this.mappings.has(item.lightspeed_id)) continue;
      if (first === 'ignored') {
        await setIgnored(this.ctx, { id: item.id, ignored: true });
        this.decide(item.lightspeed_id, { state: 'ignored' });
        continue;
      }
      const target = first.recipe
        ? this.menu.recipes[first.recipe]
        : first.ingredient && this.menu.ingredients[first.ingredient];
      await this.map(item, {
        state: first.recipe ? 'recipe' : 'ingredient',
        target: target ?? '',
        quantity: first.quantity,
        ...(first.unit && unitOf(first.unit, first.ingredient)),
        isSubtraction: first.isSubtraction ?? false,
      });
    }
  }

  private async map(item: { id: string; lightspeed_id: string }, mapping: Mapping): Promise<void> {
    await saveMapping(this.ctx, {
      id: item.id,
      mapped_object_type: mapping.state === 'recipe' ? 'recipe' : 'ingredient',
      mapped_object_id: mapping.target ?? '',
      quantity: mapping.quantity ?? '1',
      unit: (mapping.unit?.given as BaseUnit | undefined) ?? null,
      is_subtraction: mapping.isSubtraction ?? false,
    });
    this.decide(item.lightspeed_id, { ...mapping, from: undefined });
  }

  private decide(lightspeedId: string, mapping: Mapping): void {
    this.mappings.set(lightspeedId, mapping);
    this.decided.add(lightspeedId);
  }

  /**
   * A migration as the job runs it; one that fails is started again by a person who mended what its code
   * says.
   */
  private async migrate(place: Place, isFirst: boolean): Promise<void> {
    let { id } = isFirst
      ? await this.retryAsUser(
          'activating',
          async () => (await activateLocation(this.ctx, { id: place.id })).migration ?? { id: '' },
        )
      : await startMigration(this.ctx, { id: place.id, storage_unit: this.unitChoice });
    await this.shorten(id);
    const event = isFirst
      ? this.dice.pick(['none', 'none', 'revoke', 'lost refresh', 'wrong secret', 'storm'] as const)
      : 'none';
    const eventAt = this.dice.below(12);
    const asked = () =>
      this.simulator.control.requests.filter((one) => one.path.includes(place.lightspeedId)).length;
    const [askedBefore, faultsBefore] = [asked(), this.faults.delivered.length];
    for (let round = 1; ; round++) {
      const code = await this.runDays(id, event, round === 1 ? eventAt : -1);
      if (code === undefined) break;
      const failed = await getMigration(this.ctx, { id: place.id });
      this.check(
        failed?.status === 'failed' && failed.error?.code === code && failed.error.day !== null,
        () => `a migration that failed with ${code} shows ${JSON.stringify(failed?.error)} (R30)`,
      );
      if (round >= 4) throw new Error(`the migration of ${place.id} never ended`);
      this.faults.level = 'calm';
      await this.mend(code);
      this.count('migration started again');
      ({ id } = await startMigration(this.ctx, { id: place.id }));
      await this.shorten(id);
    }
    await this.checkTransfers();
    const done = await getMigration(this.ctx, { id: place.id });
    this.check(
      done?.status === 'completed' && done.days_done === this.days,
      () => `the migration ended as ${JSON.stringify(done)}`,
    );
    if (this.faults.delivered.length === faultsBefore && event === 'none') {
      const first = this.hostility.world.firstDay(place.lightspeedId);
      const open = Array.from({ length: this.days }, (_, back) =>
        addDays(this.hostility.world.today(place.lightspeedId), -1 - back),
      ).filter((day) => day >= first).length;
      this.check(
        asked() - askedBefore <= open + 4,
        () => `${asked() - askedBefore} requests for ${open} days`,
      );
    }
  }

  /** Few days in most lives, so that many lives can be lived; a location is seldom older either. */
  private async shorten(migrationId: string): Promise<void> {
    await this.db.$client`
      update migrations set days_total = ${this.days}, from_day = to_day + 1 - ${this.days}::int where id = ${migrationId}`;
  }

  /** Undefined when the migration is completed; else the code with which a day failed for good. */
  private async runDays(migrationId: string, event: string, eventAt: number): Promise<ErrorCode | undefined> {
    const input = { companyId: this.companyId, migrationId };
    for (let step = 0; step < MAX_STEPS; step++) {
      if (step === eventAt) this.strike(event);
      const since = this.faults.delivered.length;
      const { day, isOver, retryAt } = await runMigrationDay(this.job(), input);
      if (day === null) {
        const [row] = await this.db.$client<
          { status: string; error_code: string | null; last: string | null }[]
        >`
          select m.status, m.error_code,
                 (select t.error_code from transfer_logs t where t.migration_id = m.id order by t.id desc limit 1) as last
          from migrations m where m.id = ${migrationId}`;
        if (row?.last) await this.judgeCode(row.last, since, 'a migration day');
        if (isOver) return row?.status === 'failed' ? (row.error_code as ErrorCode) : undefined;
      }
      if (retryAt !== null) this.clock.set(retryAt);
    }
    throw new Error('a migration went on for ever');
  }

  private strike(event: string): void {
    if (event === 'none') return;
    this.count(`event ${event}`);
    if (event === 'revoke') {
      this.simulator.control.revokeGrant();
      this.isGrantDead = true;
    }
    if (event === 'lost refresh') {
      this.faults.loseNextRefresh = true;
      this.simulator.control.expireAccessTokens();
    }
    if (event === 'wrong secret') {
      this.simulator.control.setClientSecret('changed');
      this.simulator.control.expireAccessTokens();
      this.isSecretWrong = true;
    }
    if (event === 'storm') this.faults.level = 'storm';
  }

  private async changeSomething(): Promise<void> {
    if (this.hasStartChange && this.dice.chance(0.6)) {
      this.hostility.changeStart(this.dice.pick(this.places).lightspeedId);
      this.hasStartChange = false;
    }
    if (this.dice.chance(0.6)) {
      this.hostility.changeCatalogue();
      if (this.dice.chance(0.5)) this.hostility.changeCatalogue();
      if (this.dice.chance(0.8)) await this.sync();
    }
    if (this.dice.chance(0.7)) await this.changeMapping();
    if (this.dice.chance(0.2)) await this.relink();
  }

  private async relink(): Promise<void> {
    const place = this.dice.pick(this.places);
    const name = `Another store ${this.coverage.get('location relinked') ?? 0}`;
    const unit = await createStorageUnit(this.ctx, { company_id: this.companyId, name });
    await linkStorageUnit(this.ctx, { id: place.id, storage_unit_id: unit.id });
    place.unitId = unit.id;
    this.count('location relinked');
  }

  private async changeMapping(): Promise<void> {
    const item = this.dice.pick((await this.items()).filter((one) => one.sku !== null));
    const what = this.dice.pick(['quantity', 'target', 'subtraction', 'ignore', 'delete'] as const);
    this.count(`mapping ${what}`);
    const known = this.mappings.get(item.lightspeed_id);
    if (what === 'delete') {
      await deleteMapping(this.ctx, { id: item.id });
      this.mappings.delete(item.lightspeed_id);
    } else if (what === 'ignore') {
      await setIgnored(this.ctx, { id: item.id, ignored: true });
      this.decide(item.lightspeed_id, { state: 'ignored' });
    } else if (what === 'target' || known === undefined || known.state === 'ignored') {
      const target = this.menu.ingredients.other;
      await this.map(item, { state: 'ingredient', target, quantity: '0.125' });
    } else if (what === 'quantity') {
      await this.map(item, {
        ...known,
        quantity: `${1 + this.dice.below(5)}.${100_000 + this.dice.below(899_999)}`,
      });
    } else await this.map(item, { ...known, isSubtraction: !known.isSubtraction });
  }

  /**
   * On to two hours after each place's next business day has ended, and through the hourly tries of that
   * night.
   */
  private async spendNight(): Promise<void> {
    this.faults.level = this.dice.pick(['calm', 'rough', 'rough'] as const);
    const { world } = this.hostility;
    const ends = this.places.map(
      (place) => world.boundsOfDay(place.lightspeedId, world.today(place.lightspeedId)).end,
    );
    this.clock.set(new Date(Math.max(...ends, this.clock.now().getTime()) + 2 * HOUR + 60_000));
    if (this.dice.chance(0.15)) this.clock.advance(DAY);
    const job = this.job();
    await planNights(job);
    for (let hour = 0; hour < 9; hour++) {
      const first = this.ctx.jobs.sent.length;
      await recoverStalledJobs(job);
      for (const event of this.ctx.jobs.sent.slice(first)) {
        if (event.name !== 'bestellfix/night.due' || event.data.companyId !== this.companyId) continue;
        const since = this.faults.delivered.length;
        const night = await runNight(job, event.data);
        this.count(`night ${night.status}`);
        await this.checkTransfers(since);
      }
      const integration = await getIntegration(this.ctx, { company_id: this.companyId });
      if (integration?.status === 'needs_reauthorization') await this.mend('lightspeed_auth_failed');
      this.clock.advance(HOUR + 60_000);
    }
    const open = await this.db.$client`
      select 1 from nightly_runs where company_id = ${this.companyId} and finished_at is null and not_before < ${this.clock.now().toISOString()}`;
    this.check(open.length === 0, () => `${open.length} nights never ended`);
  }

  /** A grant that sees another business is refused with both names, and nothing changes (R8). */
  private async refuseStranger(): Promise<void> {
    this.faults.level = 'calm';
    if (this.isSecretWrong) await this.mend('lightspeed_not_configured');
    this.hostility.showStranger(true);
    const sealed = () =>
      this.db.$client`select token_ciphertext from lightspeed_integrations where id = ${this.integrationId}`;
    const before = await sealed();
    try {
      await this.consent('reauthorize');
      this.problem('a grant of another business was taken (R8)');
    } catch (error) {
      if (!isDomainError(error)) throw error;
      const names = [error.details?.expected, error.details?.found];
      const isRight =
        error.code === 'lightspeed_business_mismatch' &&
        isDeepStrictEqual(names, ['Ours AG', 'Strangers GmbH']);
      this.check(
        isRight,
        () => `a stranger was refused with ${(error as Error).message} ${JSON.stringify(names)}`,
      );
    }
    this.hostility.showStranger(false);
    this.check(
      isDeepStrictEqual([...before], [...(await sealed())]),
      () => 'a refused grant changed the tokens (R8)',
    );
  }

  /** The same inputs again write nothing, fetched or as kept (R24, R27). */
  private async repeat(): Promise<void> {
    for (const place of this.places) {
      const last = addDays(this.hostility.world.today(place.lightspeedId), -1);
      for (let back = 0; back < 3; back++) {
        const date = addDays(last, -back);
        const result = await runTransfer(this.ctx, {
          id: place.id,
          date,
          force_refresh: back !== 1,
          storage_unit: 'kept',
        });
        const written = (result.stats?.entries_written ?? 0) + (result.stats?.entries_reversed ?? 0);
        this.check(
          result.success && written === 0,
          () => `${date} again wrote ${written} entries (R24): ${JSON.stringify(result.error)}`,
        );
      }
    }
    await this.checkTransfers();
  }

  // What must be true.

  /**
   * Looks at every transfer since the last look: the error shown, the buckets (R26), and what the day should
   * be from now on.
   */
  private async checkTransfers(since = this.faults.delivered.length): Promise<void> {
    const logs = await this.db.$client<
      {
        id: string;
        location_id: string;
        day: string;
        trigger: string;
        success: boolean;
        force_refresh: boolean;
        no_data: boolean;
        stats: TransferStats | null;
        error_code: string | null;
        skipped_lines: unknown;
        warnings: string[];
      }[]
    >`
      select id, location_id, business_day::text as day, "trigger", success, force_refresh, no_data, stats, error_code, skipped_lines, warnings
      from transfer_logs where company_id = ${this.companyId} order by id`;
    const fresh = logs.filter((log) => !this.seenLogs.has(log.id));
    const planned = new Map<string, Set<string>>();
    for (const log of fresh) {
      this.seenLogs.add(log.id);
      this.transfers += 1;
      if (!log.success) {
        // Days of a migration were judged when they failed.
        const isKnown = log.error_code !== null && isErrorCode(log.error_code);
        this.check(
          isKnown && log.error_code !== 'internal_error',
          () => `the transfer of ${log.day} failed with ${log.error_code}`,
        );
        if (this.faults.delivered.length > since)
          await this.judgeCode(log.error_code ?? '', since, `the night's ${log.day}`);
        continue;
      }
      const place = this.places.find((one) => one.id === log.location_id) as Place;
      const key = `${place.lightspeedId}|${log.day}`;
      const sales = this.served.get(key);
      if (log.force_refresh && sales) {
        const { end } = this.hostility.world.boundsOfDay(place.lightspeedId, log.day);
        this.kept.set(key, { day: log.day, end, sales });
      }
      // By night, and where another day's answer is the reason, a booked day takes what it was booked with.
      const isAnew = log.force_refresh && log.trigger !== 'automatic';
      if (!this.units.has(key) || (isAnew && this.unitChoice === 'present'))
        this.units.set(key, place.unitId);
      if (log.stats?.entries_standing === 0) this.units.delete(key);
      const before = isAnew ? undefined : this.booked.get(key);
      const present = new Map(this.mappings);
      const skus = [...skusIn(this.kept.get(key)?.sales ?? [])];
      this.booked.set(key, new Map(skus.map((sku) => [sku, before?.get(sku) ?? present])));
      planned.set(place.lightspeedId, (planned.get(place.lightspeedId) ?? new Set()).add(log.day));
    }
    for (const [locationId, wanted] of planned) {
      const days = [...this.kept].filter(([key]) => key.startsWith(`${locationId}|`)).map(([, day]) => day);
      const place = this.places.find((one) => one.lightspeedId === locationId) as Place;
      const answers = expectDays({
        locationId,
        days,
        wanted,
        history: this.history,
        mappingsOf: (day, sku) => this.booked.get(`${locationId}|${day}`)?.get(sku) ?? this.mappings,
        recipes: this.menu.forReference,
        wasteReasons: new Set([WASTE_REASON]),
      });
      for (const day of wanted) {
        const answer = answers.get(day);
        this.expected.set(`${locationId}|${day}`, answer?.usage ?? new Map());
        const log = fresh.findLast((one) => one.location_id === place.id && one.day === day && one.success);
        if (!log?.stats || !answer) continue;
        const { stats } = log;
        this.check(stats.adds_up === answer.addsUp, () => `${day} adds up: ${stats.adds_up} (R26)`);
        for (const warning of ['money_unreadable', 'sku_of_several_items']) {
          const isSaid = log.warnings.includes(warning);
          if (isSaid) this.count(`warning ${warning}`);
          this.check(isSaid === answer.warnings.has(warning), () => `${day} says ${warning}: ${isSaid}`);
        }
        const buckets = ['deducted', 'ignored', 'unmapped', 'no_goods', 'failed'] as const;
        const shown = buckets.map((name) => [
          name,
          stats[`${name}_lines`],
          Number(stats[`${name}_quantity`]),
        ]);
        const right = buckets.map((name) => [name, answer.lines[name], Number(answer.quantity[name])]);
        this.check(
          isDeepStrictEqual(shown, right),
          () =>
            `${day}: buckets ${JSON.stringify(shown)}, the oracle says ${JSON.stringify(right)} (R26); no goods: ${JSON.stringify(log.skipped_lines)}`,
        );
        for (const name of buckets) if (answer.lines[name] > 0) this.count(`bucket ${name}`);
      }
    }
  }

  private async checkLedger(when: string): Promise<void> {
    const rows = await this.db.$client<
      { place: string; day: string; unit: string; ingredient_id: string; quantity: string }[]
    >`
      select l.lightspeed_id as place, e.business_day::text as day, e.storage_unit_id as unit, e.ingredient_id,
             sum(e.quantity)::text as quantity
      from ledger_entries e join lightspeed_locations l on l.id = e.location_id
      where e.company_id = ${this.companyId} group by 1, 2, 3, 4 having sum(e.quantity) <> 0`;
    const actual = new Map<string, Map<string, string>>();
    for (const row of rows) {
      const key = `${row.place}|${row.day}`;
      actual.set(key, (actual.get(key) ?? new Map()).set(row.ingredient_id, Number(row.quantity).toFixed(6)));
      this.check(
        row.unit === this.units.get(key),
        () => `${when}, ${key} stands in another storage unit (R32)`,
      );
    }
    const names = new Map(Object.entries(this.menu.ingredients).map(([name, id]) => [id, name]));
    const shown = (sums: ReadonlyMap<string, string> | undefined) =>
      JSON.stringify([...(sums ?? [])].map(([id, sum]) => `${names.get(id)} ${sum}`).sort());
    for (const key of new Set([...actual.keys(), ...this.expected.keys()])) {
      const [ledger, right] = [shown(actual.get(key)), shown(this.expected.get(key))];
      this.check(ledger === right, () => `${when}, ${key}: the ledger says ${ledger}, the oracle ${right}`);
    }
    const doubled = await this.db.$client`
      select location_id, business_day, item_id, ingredient_id from ledger_entries e
      where company_id = ${this.companyId} and source = 'pos' and reverses_entry_id is null
        and not exists (select 1 from ledger_entries r where r.reverses_entry_id = e.id)
      group by 1, 2, 3, 4 having count(*) > 1`;
    this.check(doubled.length === 0, () => `${when}: ${doubled.length} entries stand twice (R24)`);
  }

  private checkSecrets(): void {
    for (const secret of SECRETS) {
      this.check(!this.log.some((line) => line.includes(secret)), () => 'a secret is in the log (R6)');
      this.check(!this.shown.some((line) => line.includes(secret)), () => 'a secret is in an error (R6)');
    }
  }

  async end(): Promise<void> {
    for (const place of this.places)
      await deactivateLocation(this.ctx, { id: place.id }).catch(() => undefined);
    await this.simulator.stop();
  }
}
