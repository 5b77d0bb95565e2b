import type { HistoryRow } from '@/db/queries/history';
import type { HistoryEvent } from '@/lib/contracts/history';
import { rulesVersionOf, type Thing } from './load-states';

/** The change that makes a thing again what it was after an event; null where none does. */
export function changeTo(
  { kind, id }: Thing,
  event: Pick<HistoryRow, 'id' | 'action' | 'details' | 'version'>,
): NonNullable<HistoryEvent['back']>['change'] {
  const effective_from = null;
  const { version } = event;
  switch (kind) {
    case 'item': {
      const rules = rulesVersionOf(event);
      if (rules !== null)
        return { kind: 'modifier_rules_version', item_id: id, version: rules, effective_from };
      return version === null ? null : { kind: 'mapping_version', item_id: id, version, effective_from };
    }
    case 'recipe':
      return version === null ? null : { kind: 'recipe_version', recipe_id: id, version, effective_from };
    case 'location':
      return { kind: 'location_version', location_id: id, event_id: event.id, effective_from };
    case 'ingredient':
      return null;
  }
}
