import type { Transaction } from '@/db/client';
import { lockItems } from '@/db/queries/items';
import {
  findCurrentRules,
  insertRuleVersion,
  listItemsSaidFor,
  listRulesOf,
  type ModifierRuleRow,
  type NamedRule,
} from '@/db/queries/modifier-rules';
import type { Succession } from '@/db/queries/predecessors';
import { writeAudit } from '../audit';
import { actorName, type ServiceContext } from '../context';
import { factsOfRule, toRuleRow } from './rule-rows';

/**
 * An item made anew does as a modifier what the one gone did, and what was said for that one as a parent is
 * said for it too (R14, R37): else a dish would lose the exceptions of its modifiers unnoticed.
 */
export async function handOverRules(
  tx: Transaction,
  ctx: ServiceContext,
  companyId: string,
  { itemId, predecessorId }: Pick<Succession, 'itemId' | 'predecessorId'>,
): Promise<void> {
  const write = async (ofItem: string, from: string, change: (rules: NamedRule[]) => ModifierRuleRow[]) => {
    const current = await findCurrentRules(tx, companyId, from);
    if (!current) return;
    const own = ofItem === from ? current : await findCurrentRules(tx, companyId, ofItem);
    if (own && ofItem !== from) return;
    const before = await listRulesOf(tx, companyId, current.id);
    const rules = change(before);
    if (ofItem === from && rules.length === before.length) return;
    const { effectiveFrom } = current;
    const version = (own?.version ?? 0) + 1;
    await insertRuleVersion(
      tx,
      { companyId, itemId: ofItem, version, effectiveFrom, createdBy: actorName(ctx.actor) },
      rules,
    );
    await writeAudit(tx, ctx, {
      companyId,
      action: 'item.take_over_modifier_rules',
      subjectType: 'item',
      subjectId: ofItem,
      before: { rules: ofItem === from ? before.map(factsOfRule) : [] },
      after: { rules: rules.map(factsOfRule) },
      details: { version, predecessor_id: predecessorId, item_id: itemId },
    });
  };
  await write(itemId, predecessorId, (rules) =>
    rules.filter(({ parentItemId }) => parentItemId !== itemId).map(toRuleRow),
  );
  const others = (await listItemsSaidFor(tx, companyId, predecessorId)).filter((id) => id !== itemId);
  await lockItems(tx, companyId, others);
  for (const other of others) {
    await write(other, other, (rules) => {
      const isSaid = rules.some(({ parentItemId }) => parentItemId === itemId);
      const forOld = rules.filter(({ parentItemId }) => parentItemId === predecessorId);
      const forNew = forOld.map((rule) => ({ ...toRuleRow(rule), parentItemId: itemId }));
      return [...rules.map(toRuleRow), ...(isSaid ? [] : forNew)];
    });
  }
}
