import type { Transaction } from '@/db/client';
import { insertNameAnswer, listNameAnswers } from '@/db/queries/item-names';
import { lockItem } from '@/db/queries/items';
import { findCurrentMapping, insertMappingVersion, listMappingVersions } from '@/db/queries/mappings';
import type { Succession } from '@/db/queries/predecessors';
import { writeAudit } from '../audit';
import { actorName, type ServiceContext } from '../context';
import { handOverRules } from '../modifier/hand-over-rules';
import { ANY_NAME, namesNow } from './names-now';
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
  const madeFor = (await namesNow(tx, ctx, companyId, [itemId])).get(itemId);
  for (const [
    index,
    { state, ingredientId, recipeId, quantity, unit, isSubtraction, names, effectiveFrom },
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
      // What it counted for, it counts for still, and for what the item is called now (R38).
      ...(names && madeFor?.names
        ? { names: [...new Set([...madeFor.names, ...names])], namesOn: madeFor.namesOn }
        : ANY_NAME),
      effectiveFrom,
      takenOverFrom,
      createdBy: actorName(ctx.actor),
      ...(index < counting.length - 1 && { supersededAt: ctx.clock.now() }),
    });
  }
  await handOverRules(tx, ctx, companyId, { itemId, predecessorId: takenOverFrom });
  for (const { name, answer, splitItemId } of await listNameAnswers(tx, companyId, [takenOverFrom])) {
    const createdBy = actorName(ctx.actor);
    await insertNameAnswer(tx, { companyId, itemId, name, answer, splitItemId, createdBy });
  }
  await writeAudit(tx, ctx, {
    companyId,
    action: 'item.take_over_mapping',
    subjectType: 'item',
    subjectId: itemId,
    details: { predecessor_id: takenOverFrom, versions: counting.length },
  });
  return counting.length > 0;
}
