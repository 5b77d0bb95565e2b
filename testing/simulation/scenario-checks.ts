import { isDeepStrictEqual } from 'node:util';
import type { TransferStats } from '@/lib/contracts/transfers';
import { isErrorCode } from '@/lib/core/error-codes';
import { type DayExpectation, expectDays } from '@/testing/reference/expect-days';
import { readAnswer, skusIn } from '@/testing/reference/read-answer';
import type { SoldName } from '@/testing/reference/sold-as';
import { INGREDIENTS, type IngredientName } from './menu';
import { WASTE_REASON } from './reasons';
import type { Place, Scenario } from './scenario';
import { judgeCode } from './scenario-errors';

/** Of all answers kept, of all places. */
export const soldNamesOf = (run: Scenario): SoldName[] =>
  [...run.kept.values()].flatMap(({ day, sales }) =>
    readAnswer(sales).lines.flatMap(({ sku, soldName: name }) =>
      sku === undefined || name === undefined ? [] : [{ sku, name, day }],
    ),
  );

interface LoggedTransfer {
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
}

/**
 * Looks at every transfer since the last look: the error shown, the buckets (R26), and what the day should be
 * from now on.
 */
export async function checkTransfers(run: Scenario, since = run.faults.delivered.length): Promise<void> {
  const logs = await run.db.$client<LoggedTransfer[]>`
    select id, location_id, business_day::text as day, "trigger", success, force_refresh, no_data, stats, error_code, skipped_lines, warnings
    from transfer_logs where company_id = ${run.companyId} order by id`;
  const fresh = logs.filter((log) => !run.seenLogs.has(log.id));
  const planned = new Map<string, Set<string>>();
  for (const log of fresh) {
    run.seenLogs.add(log.id);
    run.transfers += 1;
    if (!log.success) {
      await checkFailure(run, log, since);
      continue;
    }
    const place = noteTransfer(run, log);
    planned.set(place.lightspeedId, (planned.get(place.lightspeedId) ?? new Set()).add(log.day));
  }
  const soldNames = soldNamesOf(run);
  for (const [locationId, wanted] of planned) {
    const answers = expectDays({
      locationId,
      days: [...run.kept].filter(([key]) => key.startsWith(`${locationId}|`)).map(([, day]) => day),
      wanted,
      history: run.history,
      mappingsOf: (day, sku) => run.booked.get(`${locationId}|${day}`)?.get(sku) ?? run.mappings,
      recipes: run.menu.forReference,
      baseUnits: new Map(
        Object.entries(run.menu.ingredients).map(([name, id]) => [id, INGREDIENTS[name as IngredientName]]),
      ),
      wasteReasons: new Set(run.voidOutcome === 'returned' ? [] : [WASTE_REASON]),
      packaging: run.packaging,
      cataloguesOf: (day) => run.catalogues.get(`${locationId}|${day}`) ?? run.history,
      bookedReasons: new Set(run.voidOutcome === 'waste' ? [WASTE_REASON] : []),
      soldNames,
    });
    const place = run.places.find((one) => one.lightspeedId === locationId) as Place;
    for (const day of wanted) {
      const answer = answers.get(day);
      run.expected.set(`${locationId}|${day}`, answer?.usage ?? new Map());
      const log = fresh.findLast((one) => one.location_id === place.id && one.day === day && one.success);
      if (log && answer) checkDay(run, log, answer);
      // Where an answer took the last entry back, nothing says any more where the day stands.
      const isEmpty = log?.stats?.entries_standing === 0 && !answer?.usage.size;
      if (isEmpty) run.units.delete(`${locationId}|${day}`);
    }
  }
}

async function checkFailure(run: Scenario, { day, error_code: code }: LoggedTransfer, since: number) {
  // Days of a migration were judged when they failed.
  const isKnown = code !== null && isErrorCode(code) && code !== 'internal_error';
  run.check(isKnown, () => `the transfer of ${day} failed with ${code}`);
  if (run.faults.delivered.length > since) await judgeCode(run, code ?? '', since, `the night's ${day}`);
}

/** What is known of the day from now on: the answer kept, its unit, and the mappings it is booked with. */
function noteTransfer(run: Scenario, log: LoggedTransfer): Place {
  const place = run.places.find((one) => one.id === log.location_id) as Place;
  const key = `${place.lightspeedId}|${log.day}`;
  const sales = run.served.get(key);
  if (log.force_refresh && sales) {
    const { end } = run.hostility.world.boundsOfDay(place.lightspeedId, log.day);
    run.kept.set(key, { day: log.day, end, sales });
  }
  // By night, and where another day's answer is the reason, a booked day takes what it was booked with.
  const isAnew = log.force_refresh && log.trigger !== 'automatic';
  if (!run.units.has(key) || (isAnew && run.unitChoice === 'present')) run.units.set(key, place.unitId);
  // An answer's run counts the entries of its items only.
  if (log.stats?.entries_standing === 0 && !run.answerLogs.has(log.id)) run.units.delete(key);
  if (!run.answerLogs.has(log.id)) run.catalogues.set(key, [...run.history]);
  const before = isAnew ? undefined : run.booked.get(key);
  const present = new Map(run.mappings);
  const skus = [...skusIn(run.kept.get(key)?.sales ?? [])];
  run.booked.set(key, new Map(skus.map((sku) => [sku, before?.get(sku) ?? present])));
  return place;
}

/** The day's figures and warnings against those of the reference model. */
function checkDay(run: Scenario, log: LoggedTransfer, answer: DayExpectation): void {
  const { day, stats } = log;
  if (!stats) return;
  run.check(stats.adds_up === answer.addsUp, () => `${day} adds up: ${stats.adds_up} (R26)`);
  for (const warning of [
    'money_unreadable',
    'sku_of_several_items',
    'removal_exceeds_parent',
    'parent_missing',
  ]) {
    const isSaid = log.warnings.includes(warning);
    if (isSaid) run.count(`warning ${warning}`);
    run.check(isSaid === answer.warnings.has(warning), () => `${day} says ${warning}: ${isSaid}`);
  }
  const buckets = ['deducted', 'ignored', 'unmapped', 'held', 'no_goods', 'failed'] as const;
  const shown = buckets.map((name) => [name, stats[`${name}_lines`], Number(stats[`${name}_quantity`])]);
  const right = buckets.map((name) => [name, answer.lines[name], Number(answer.quantity[name])]);
  run.check(
    isDeepStrictEqual(shown, right),
    () =>
      `${day}: buckets ${JSON.stringify(shown)}, the oracle says ${JSON.stringify(right)} (R26); no goods: ${JSON.stringify(log.skipped_lines)}`,
  );
  for (const name of buckets) if (answer.lines[name] > 0) run.count(`bucket ${name}`);
}

export async function checkLedger(run: Scenario, when: string): Promise<void> {
  const rows = await run.db.$client<
    { place: string; day: string; unit: string; ingredient_id: string; quantity: string }[]
  >`
      select l.lightspeed_id as place, e.business_day::text as day, e.storage_unit_id as unit, e.ingredient_id,
             sum(e.quantity)::text as quantity
      from ledger_entries e join lightspeed_locations l on l.id = e.location_id
      where e.company_id = ${run.companyId} group by 1, 2, 3, 4 having sum(e.quantity) <> 0`;
  const actual = new Map<string, Map<string, string>>();
  for (const row of rows) {
    const key = `${row.place}|${row.day}`;
    actual.set(key, (actual.get(key) ?? new Map()).set(row.ingredient_id, Number(row.quantity).toFixed(6)));
    run.check(row.unit === run.units.get(key), () => `${when}, ${key} stands in another storage unit (R32)`);
  }
  const names = new Map(Object.entries(run.menu.ingredients).map(([name, id]) => [id, name]));
  const shown = (sums: ReadonlyMap<string, string> | undefined) =>
    JSON.stringify([...(sums ?? [])].map(([id, sum]) => `${names.get(id)} ${sum}`).sort());
  for (const key of new Set([...actual.keys(), ...run.expected.keys()])) {
    const [ledger, right] = [shown(actual.get(key)), shown(run.expected.get(key))];
    run.check(ledger === right, () => `${when}, ${key}: the ledger says ${ledger}, the oracle ${right}`);
  }
  const doubled = await run.db.$client`
      select location_id, business_day, item_id, parent_item_id, purpose, ingredient_id from ledger_entries e
      where company_id = ${run.companyId} and source = 'pos' and reverses_entry_id is null
        and not exists (select 1 from ledger_entries r where r.reverses_entry_id = e.id)
      group by 1, 2, 3, 4, 5, 6 having count(*) > 1`;
  run.check(doubled.length === 0, () => `${when}: ${doubled.length} entries stand twice (R24)`);
}
