import type { Transaction } from '@/db/client';
import { insertAuditEvents } from '@/db/queries/audit';
import {
  insertMappingVersions,
  listMappingVersionsOf,
  type MappingVersionRow,
  type NewMappingVersion,
  supersedeMappings,
} from '@/db/queries/mappings';
import { groupBy } from '@/lib/core/group-by';
import { sourceOf } from '../audit';
import { actorName, type ServiceContext } from '../context';
import { ANY_NAME } from './names-now';
import { lockAllItems, NO_TARGET, reaches, stateOf } from './write-mapping-versions';

/**
 * What counted when the item's mapping was version n counts again, on each day (R13): 0 = nothing was decided
 * yet. The versions that counted on some day then are written once more, in their order, and the history
 * keeps what is undone. Throws not_found. Answers how many items changed.
 */
export async function restoreMappings(
  tx: Transaction,
  ctx: ServiceContext,
  companyId: string,
  asked: readonly { item_id: string; restores_version: number }[],
): Promise<number> {
  const itemIds = asked.map(({ item_id }) => item_id);
  await lockAllItems(tx, companyId, itemIds);
  const versionsOf = groupBy(await listMappingVersionsOf(tx, companyId, itemIds), (row) => row.itemId);
  const createdBy = actorName(ctx.actor);
  const restored = asked.flatMap(({ item_id: itemId, restores_version: version }) => {
    const versions = versionsOf.get(itemId) ?? [];
    const last = versions[0]?.version ?? 0;
    if (last <= version) return [];
    const states = countingAt(versions, version);
    const rows = states.map((state, index): NewMappingVersion => {
      const isPast = index < states.length - 1;
      return { ...state, itemId, version: last + 1 + index, createdBy, isPast };
    });
    return [{ itemId, version, rows, before: versions[0] }];
  });
  const changedIds = restored.map(({ itemId }) => itemId);
  await supersedeMappings(tx, companyId, changedIds);
  await insertMappingVersions(
    tx,
    companyId,
    restored.flatMap(({ rows }) => rows),
  );
  await insertAuditEvents(
    tx,
    { companyId, actor: createdBy, ...sourceOf(ctx) },
    restored.map(({ itemId, version, rows, before }) => {
      const after = rows.at(-1);
      return {
        action: 'item.restore_mapping',
        subjectType: 'item',
        subjectId: itemId,
        details: {
          restores_version: version,
          version: after?.version,
          ...(before && { before: stateOf(before) }),
          ...(after && { after: stateOf(after) }),
        },
      };
    }),
  );
  return restored.length;
}

type Counting = Omit<NewMappingVersion, 'itemId' | 'version' | 'createdBy' | 'isPast'>;
const UNDECIDED: Counting = {
  state: 'unmapped',
  ...NO_TARGET,
  ...ANY_NAME,
  effectiveFrom: null,
  takenOverFrom: null,
};

/** The versions up to the given one that counted on some day, oldest first; before the first, nothing did. */
function countingAt(versions: readonly MappingVersionRow[], upTo: number): Counting[] {
  const counting: Counting[] = [];
  for (const row of versions) {
    if (row.version > upTo || counting.some((later) => reaches(later.effectiveFrom, row.effectiveFrom)))
      continue;
    const { state, ingredientId, recipeId, quantity, unit, isSubtraction } = row;
    const { names, namesOn, effectiveFrom, takenOverFrom } = row;
    counting.unshift({
      state,
      ingredientId,
      recipeId,
      quantity,
      unit,
      isSubtraction,
      names,
      namesOn,
      effectiveFrom,
      takenOverFrom,
    });
  }
  return counting[0]?.effectiveFrom === null ? counting : [UNDECIDED, ...counting];
}
