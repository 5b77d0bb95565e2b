import type { Transaction } from '@/db/client';
import { lockItem } from '@/db/queries/items';
import { findCurrentMapping, insertMappingVersion, listMappingVersions } from '@/db/queries/mappings';
import type { Succession } from '@/db/queries/predecessors';
import { writeAudit } from '../audit';
import { actorName, type ServiceContext } from '../context';
import { handOverRules } from '../modifier/hand-over-rules';
import { reaches } from './write-mapping-versions';

/**
 * The item takes over its predecessor's mapping, in all versions that count on some day, with what is said of
 * modifiers, and its history says so (R13, R14, R37).
 */
export async function writeTakeover(
  tx: Transaction,
  ctx: ServiceContext,
  companyId: string,
  { itemId, predecessorId: takenOverFrom }: Succession,
): Promise<boolean> {
  await lockItem(tx, companyId, itemId);
  // Decided by a person meanwhile.
  if (await findCurrentMapping(tx, companyId, itemId)) return false;
  const counting: Awaited<ReturnType<typeof listMappingVersions>> = [];
  for (const version of await listMappingVersions(tx, companyId, takenOverFrom)) {
    if (counting.some((later) => reaches(later.effectiveFrom, version.effectiveFrom))) continue;
    counting.unshift(version);
  }
  for (const [
    index,
    { state, ingredientId, recipeId, quantity, unit, isSubtraction, effectiveFrom },
  ] of counting.entries()) {
    await insertMappingVersion(tx, {
      companyId,
      itemId,
      version: index + 1,
      state,
      ingredientId,
      recipeId,
      quantity,
      unit,
      isSubtraction,
      effectiveFrom,
      takenOverFrom,
      createdBy: actorName(ctx.actor),
      ...(index < counting.length - 1 && { supersededAt: ctx.clock.now() }),
    });
  }
  await handOverRules(tx, ctx, companyId, { itemId, predecessorId: takenOverFrom });
  await writeAudit(tx, ctx, {
    companyId,
    action: 'item.take_over_mapping',
    subjectType: 'item',
    subjectId: itemId,
    details: { predecessor_id: takenOverFrom, versions: counting.length },
  });
  return counting.length > 0;
}
