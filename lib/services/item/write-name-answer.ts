import { createHash } from 'node:crypto';
import type { Transaction } from '@/db/client';
import {
  archiveSplitItem,
  insertNameAnswer,
  listNameAnswers,
  listNamesSold,
  lockNamedItem,
  supersedeNameAnswer,
  upsertSplitItem,
} from '@/db/queries/item-names';
import type { NameAnswerInput } from '@/lib/contracts/held-names';
import { DomainError } from '@/lib/core/domain-error';
import { writeAudit } from '../audit';
import { actorName, type ServiceContext } from '../context';
import { writeMappings } from './write-mappings';

/**
 * Says what a name is that an item was sold under (R38): the same thing, or another one, which then is an
 * item of its own with what it takes; or takes back what was said. Gives the items whose sales may change.
 * Throws not_found for an item that is not the company's, or was never sold so, and what saving the mapping
 * throws.
 */
export async function writeNameAnswer(
  tx: Transaction,
  ctx: ServiceContext,
  companyId: string,
  { item_id: itemId, name, answer }: { item_id: string; name: string; answer: NameAnswerInput },
): Promise<Set<string>> {
  const item = await lockNamedItem(tx, companyId, itemId);
  if (!item || item.splitFrom !== null) throw new DomainError('not_found', 'no such item', { thing: 'item' });
  if (!(await listNamesSold(tx, companyId, itemId)).some((one) => one.name === name))
    throw new DomainError('not_found', 'never sold under that name', { thing: 'held_name' });
  const current = (await listNameAnswers(tx, companyId, [itemId])).find((one) => one.name === name);
  const touched = new Set([itemId, ...(current?.splitItemId ? [current.splitItemId] : [])]);
  const createdBy = actorName(ctx.actor);
  const replace = async (answered: 'same' | 'other' | null, splitItemId: string | null) => {
    if (current && current.answer === answered && current.splitItemId === splitItemId) return;
    if (current) await supersedeNameAnswer(tx, companyId, current.id);
    if (current?.splitItemId && current.splitItemId !== splitItemId)
      await archiveSplitItem(tx, companyId, current.splitItemId);
    if (answered !== null)
      await insertNameAnswer(tx, { companyId, itemId, name, answer: answered, splitItemId, createdBy });
    if (answered === null && !current) return;
    await writeAudit(tx, ctx, {
      companyId,
      action: answered === 'same' ? 'item.accept_name' : answered ? 'item.split_off_name' : 'item.undo_name',
      subjectType: 'item',
      subjectId: itemId,
      details: { name, split_item_id: splitItemId ?? current?.splitItemId ?? null },
    });
  };
  if ('same' in answer) await replace('same', null);
  else if ('undone' in answer) await replace(null, null);
  else {
    const splitItemId = await upsertSplitItem(tx, companyId, { id: splitId(itemId, name), itemId, name });
    touched.add(splitItemId);
    await replace('other', splitItemId);
    if (!('other' in answer))
      await writeMappings(tx, ctx, companyId, [{ item_id: splitItemId, ...answer }], null);
  }
  return touched;
}

/** The same whoever asks: what a preview made and took back again is applied under the id it had. */
function splitId(itemId: string, name: string): string {
  const hex = createHash('sha256').update(`${itemId} ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
