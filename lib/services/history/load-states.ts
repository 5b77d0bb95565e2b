import type { Queryable } from '@/db/client';
import type { HistoryRow } from '@/db/queries/history';
import { findIngredient } from '@/db/queries/ingredients';
import { findCurrentMapping, listMappingVersionsNumbered } from '@/db/queries/mappings';
import { listCurrentLines, listRecipeVersionsNumbered } from '@/db/queries/recipes';
import type { Facts, HistoryKind } from '@/lib/core/history/values';
import { factsOfIngredient } from '../ingredient/facts-of-ingredient';
import { NO_TARGET, stateOf } from '../item/write-mapping-versions';
import { toLineFacts } from '../recipe/check-recipe-lines';
import { ingredientAfter } from './ingredient-after';

export type Thing = { companyId: string; kind: HistoryKind; id: string };
type Event = Pick<HistoryRow, 'id' | 'action' | 'details' | 'version'>;
/** What a thing is now, and what it was after each event that says so, in the words of the audit log. */
export interface States {
  present: Facts;
  after: ReadonlyMap<string, Facts>;
}

/** Of an item its mapping, of a recipe its lines, of an ingredient its fields; of a location nothing. */
export async function loadStates(db: Queryable, thing: Thing, events: readonly Event[]): Promise<States> {
  const { companyId, kind, id } = thing;
  const numbers = [...new Set(events.flatMap(({ version }) => version ?? []))];
  const byVersion = (states: ReadonlyMap<number, Facts>) =>
    new Map(
      events.flatMap(({ id: event, version }) => {
        const state = version === null ? undefined : states.get(version);
        return state ? [[event, state] as const] : [];
      }),
    );
  switch (kind) {
    case 'item': {
      const current = await findCurrentMapping(db, companyId, id);
      const rows = await listMappingVersionsNumbered(db, companyId, id, numbers);
      return {
        present: stateOf(current ?? { state: 'unmapped', ...NO_TARGET }),
        after: byVersion(new Map(rows.map((row) => [row.version, stateOf(row)]))),
      };
    }
    case 'recipe': {
      const { lines } = await listCurrentLines(db, companyId, [id]);
      const rows = await listRecipeVersionsNumbered(db, companyId, id, numbers);
      return {
        present: { lines: (lines.get(id) ?? []).map(toLineFacts) },
        after: byVersion(new Map(rows.map((row) => [row.version, { lines: row.lines.map(toLineFacts) }]))),
      };
    }
    case 'ingredient': {
      const row = await findIngredient(db, companyId, id);
      const after = events.flatMap((event) => {
        const state = ingredientAfter(event);
        return state ? [[event.id, state] as const] : [];
      });
      return { present: row ? factsOfIngredient(row) : {}, after: new Map(after) };
    }
    case 'location':
      return { present: {}, after: new Map() };
  }
}
