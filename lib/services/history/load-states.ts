import type { Queryable } from '@/db/client';
import type { HistoryRow } from '@/db/queries/history';
import { findIngredient } from '@/db/queries/ingredients';
import { findLocation } from '@/db/queries/locations';
import { findCurrentMapping, listMappingVersionsNumbered } from '@/db/queries/mappings';
import { findCurrentRules, listRuleVersionsNumbered } from '@/db/queries/modifier-rules';
import { listCurrentLines, listRecipeVersionsNumbered } from '@/db/queries/recipes';
import type { Facts, HistoryKind } from '@/lib/core/history/values';
import { factsOfIngredient } from '../ingredient/facts-of-ingredient';
import { NO_TARGET, stateOf } from '../item/write-mapping-versions';
import { factsOfRule } from '../modifier/rule-rows';
import { toLineFacts } from '../recipe/check-recipe-lines';
import { ingredientAfter } from './ingredient-after';
import { locationAfter } from './location-after';

export type Thing = { companyId: string; kind: HistoryKind; id: string };
type Event = Pick<HistoryRow, 'id' | 'action' | 'details' | 'version'>;
/** What a thing is now, and what it was after each event that says so, in the words of the audit log. */
export interface States {
  present: Facts;
  after: ReadonlyMap<string, Facts>;
}

/** What makes a version of what an item does as a modifier; its event names it. */
const RULES = ['item.save_modifier_rules', 'item.take_over_modifier_rules'];
export const rulesVersionOf = ({ action, details }: Pick<Event, 'action' | 'details'>): number | null =>
  RULES.includes(action) && typeof details.version === 'number' ? details.version : null;

/**
 * Of an item its mapping and what it does as a modifier, of a recipe its lines, of an ingredient its fields,
 * of a location its settings. An event says what only it was about: an item's rules, or its mapping.
 */
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
      const mapped = byVersion(new Map(rows.map((row) => [row.version, stateOf(row)])));
      const said = await findCurrentRules(db, companyId, id);
      const asked = events.flatMap((event) => rulesVersionOf(event) ?? []);
      const wanted = [...new Set([...asked, ...(said ? [said.version] : [])])];
      const rules = new Map(
        (await listRuleVersionsNumbered(db, companyId, id, wanted)).map((row) => [
          row.version,
          { rules: row.rules.map(factsOfRule) },
        ]),
      );
      const ruled = events.flatMap((event) => {
        const state = rules.get(rulesVersionOf(event) ?? 0);
        return state ? [[event.id, state] as const] : [];
      });
      return {
        present: {
          ...stateOf(current ?? { state: 'unmapped', ...NO_TARGET }),
          ...(rules.get(said?.version ?? 0) ?? { rules: [] }),
        },
        after: new Map([...mapped, ...ruled]),
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
    case 'location': {
      const row = await findLocation(db, companyId, id);
      const after = events.flatMap((event) => {
        const state = locationAfter(event);
        return state ? [[event.id, state] as const] : [];
      });
      const present = row && {
        storage_unit_id: row.storageUnitId,
        auto_transfer_paused: row.autoTransferPaused,
        is_activated: row.isActivated,
      };
      return { present: present ?? {}, after: new Map(after) };
    }
  }
}
