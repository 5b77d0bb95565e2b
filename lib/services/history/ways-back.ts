import type { Queryable } from '@/db/client';
import { type KnownRow, listNamesTaken } from '@/db/queries/history';
import { isBaseUnitUsed } from '@/db/queries/ingredients';
import { listRecipeGraph } from '@/db/queries/recipes';
import type { BackRefusal, HistoryEvent } from '@/lib/contracts/history';
import { differences } from '@/lib/core/history/differences';
import type { Facts } from '@/lib/core/history/values';
import { ONE } from '@/lib/core/quantity';
import { findCycle } from '@/lib/core/recipe-explosion';
import { type BaseUnit, convert } from '@/lib/core/units';
import type { States, Thing } from './load-states';

type Known = ReadonlyMap<string, KnownRow>;
type WayBack = NonNullable<HistoryEvent['back']>;
type Refusal = { refused: BackRefusal; names: string[] } | null;

/**
 * The ways back to what was after each event: what would change, and whether something is in the way. Nothing
 * where nothing would change.
 */
export async function waysBack(
  db: Queryable,
  thing: Thing,
  { present, after }: States,
  known: Known,
  changeTo: (event: string) => WayBack['change'],
): Promise<Map<string, WayBack>> {
  const ways = [...after].flatMap(([event, state]) => {
    const changes = differences(thing.kind, present, state, known);
    return changes.length === 0 ? [] : [{ event, state, changes }];
  });
  const refuse = await refusing(
    db,
    thing,
    present,
    known,
    ways.map(({ state }) => state),
  );
  return new Map(
    ways.map(({ event, state, changes }) => {
      const refusal = refuse(state);
      const refused = refusal?.refused ?? null;
      return [event, { refused, names: refusal?.names ?? [], changes, change: changeTo(event) }];
    }),
  );
}

/** Says of a state why it cannot be used any more; reads what that takes once for all of them. */
async function refusing(
  db: Queryable,
  { companyId, kind, id }: Thing,
  present: Facts,
  known: Known,
  states: readonly Facts[],
): Promise<(state: Facts) => Refusal> {
  switch (kind) {
    case 'item':
      return (state) => {
        if ('rules' in state) return refuseRules(state, known);
        const target = textOf(state.ingredient_id) ?? textOf(state.recipe_id);
        if (target === null) return null;
        const refused = state.ingredient_id ? 'ingredient_not_found' : 'recipe_not_found';
        return gone([target], known, refused) ?? otherUnits([state], known);
      };
    case 'recipe': {
      const hasParts = states.some((state) => partsOf(linesOf(state)).length > 0);
      const graph = hasParts ? await listRecipeGraph(db, companyId) : new Map<string, string[]>();
      const kept = new Set(linesOf(present).map((line) => textOf(line.ingredient_id)));
      return (state) => {
        const lines = linesOf(state);
        const taken = lines.flatMap((line) => textOf(line.ingredient_id) ?? []);
        const fresh = taken.filter((one) => !kept.has(one));
        const cycle = findCycle(id, partsOf(lines), graph);
        return (
          gone(fresh, known, 'ingredient_not_found') ??
          gone(partsOf(lines), known, 'sub_recipe_inactive') ??
          otherUnits(lines, known) ??
          (cycle ? { refused: 'recipe_cycle', names: namesOf(cycle.slice(1, -1), known) } : null)
        );
      };
    }
    case 'ingredient': {
      const names = states.flatMap(({ name }) => textOf(name) ?? []);
      const taken = present.is_active === true ? names : [];
      const isTaken = await listNamesTaken(db, companyId, { names: taken, byOthersThan: id });
      const isOtherUnit = (state: Facts) => state.base_unit !== present.base_unit;
      const isFixed = states.some(isOtherUnit) && (await isBaseUnitUsed(db, companyId, id));
      return (state) => {
        const name = textOf(state.name) ?? '';
        if (isTaken.has(name)) return { refused: 'name_taken', names: [name] };
        return isFixed && isOtherUnit(state) ? { refused: 'base_unit_in_use', names: [] } : null;
      };
    }
    case 'location':
      return (state) => {
        if ('is_activated' in state) return { refused: 'location_activation', names: [] };
        const unit = textOf(state.storage_unit_id);
        return unit === null ? null : gone([unit], known, 'storage_unit_company_mismatch');
      };
  }
}

/** Rules are said again whole, so each of their targets must be there. */
function refuseRules(state: Facts, known: Known): Refusal {
  const rules = Array.isArray(state.rules) ? (state.rules as Facts[]) : [];
  const of = (field: string) => rules.flatMap((rule) => textOf(rule[field]) ?? []);
  return (
    gone([...of('ingredient_id'), ...of('replaces_ingredient_id')], known, 'ingredient_not_found') ??
    gone(of('recipe_id'), known, 'recipe_not_found') ??
    otherUnits(rules, known)
  );
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : null);
const linesOf = (state: Facts) => (Array.isArray(state.lines) ? (state.lines as Facts[]) : []);
const partsOf = (lines: readonly Facts[]) => lines.flatMap((line) => textOf(line.recipe_id) ?? []);
const namesOf = (ids: readonly string[], known: Known) => [
  ...new Set(ids.flatMap((id) => known.get(id)?.name ?? [])),
];

/** What is archived, or not there. */
function gone(ids: readonly string[], known: Known, refused: BackRefusal): Refusal {
  const missing = ids.filter((id) => !known.get(id)?.isActive);
  return missing.length === 0 ? null : { refused, names: namesOf(missing, known) };
}

/** Amounts in a unit that does not convert to what the ingredient counts in now. */
function otherUnits(amounts: readonly Facts[], known: Known): Refusal {
  const other = amounts.flatMap((amount) => {
    const [id, unit] = [textOf(amount.ingredient_id), textOf(amount.unit)];
    const base = id === null ? null : known.get(id)?.unit;
    if (id === null || unit === null || !base) return [];
    return convert(ONE, unit as BaseUnit, base) === null ? [id] : [];
  });
  return other.length === 0 ? null : { refused: 'unit_mismatch', names: namesOf(other, known) };
}
