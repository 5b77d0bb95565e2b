import type { Transaction } from '@/db/client';
import { lockItems } from '@/db/queries/items';
import { lockMappingTargets } from '@/db/queries/mappings';
import { insertPackagingVersion, listPackagingVersions } from '@/db/queries/packaging';
import { lockCompany } from '@/db/queries/people';
import type { PackagingRuleInput } from '@/lib/contracts/packaging';
import { DomainError } from '@/lib/core/domain-error';
import { canonical, ONE } from '@/lib/core/quantity';
import { type BaseUnit, convert } from '@/lib/core/units';
import { writeAudit } from '../audit';
import { requireDays } from '../company/require-days';
import { actorName, type ServiceContext } from '../context';
import { reaches } from '../item/write-mapping-versions';

export interface SaidPackaging {
  item_id?: string | undefined;
  accounting_group?: string | undefined;
  rules: readonly PackagingRuleInput[] | null;
  effective_from: string | null;
  /** With a preview of the booked days (R32). */
  reachesBooked: boolean;
}

/**
 * Says what goes along when an item, the items of a group, or a bill leave the house, from a day on, null =
 * for all days (R40); what was said before stays as history, and the same again writes nothing. Of several
 * amounts of one ingredient the last counts. Throws not_found | ingredient_not_found | unit_mismatch.
 */
export async function writePackaging(
  tx: Transaction,
  ctx: ServiceContext,
  companyId: string,
  said: SaidPackaging,
): Promise<void> {
  const { item_id: itemId = null, accounting_group: accountingGroup = null } = said;
  const { rules, effective_from: effectiveFrom, reachesBooked } = said;
  await requireDays(ctx, companyId, { effective_from: effectiveFrom }, 'a_year_ahead');
  await lockCompany(tx, companyId);
  if (itemId !== null && (await lockItems(tx, companyId, [itemId])).length === 0) {
    throw new DomainError('not_found', 'no such item', { thing: 'item', item_id: itemId });
  }
  const once = [...new Map((rules ?? []).map((rule) => [rule.ingredient_id, rule])).values()];
  const targets = await lockMappingTargets(tx, companyId, {
    ingredientIds: once.map(({ ingredient_id }) => ingredient_id),
    recipeIds: [],
  });
  const rows = once.map(({ ingredient_id: ingredientId, quantity, unit }) => {
    const target = targets.get(ingredientId);
    if (!target?.baseUnit) throw new DomainError('ingredient_not_found');
    return { ingredientId, quantity, unit: unitOf(unit, target.baseUnit) };
  });
  const before = (await listPackagingVersions(tx, companyId)).find(
    (one) => one.isCurrent && one.itemId === itemId && one.accountingGroup === accountingGroup,
  );
  const isWithdrawn = rules === null;
  if (!before && isWithdrawn) return;
  const isSame =
    before &&
    before.isWithdrawn === isWithdrawn &&
    keyOf(before.rules) === keyOf(rows) &&
    reaches(before.effectiveFrom, effectiveFrom) &&
    (before.reachesBooked || !reachesBooked);
  if (isSame) return;
  const version = (before?.version ?? 0) + 1;
  const createdBy = actorName(ctx.actor);
  await insertPackagingVersion(
    tx,
    { companyId, itemId, accountingGroup, version, isWithdrawn, effectiveFrom, reachesBooked, createdBy },
    rows,
  );
  await writeAudit(tx, ctx, {
    companyId,
    action: 'company.save_packaging',
    subjectType: itemId === null ? 'company' : 'item',
    subjectId: itemId ?? companyId,
    before: { packaging: before?.isWithdrawn === false ? before.rules.map(toFacts) : null },
    after: { packaging: isWithdrawn ? null : rows.map(toFacts) },
    details: { accounting_group: accountingGroup, version, effective_from: effectiveFrom },
  });
}

/** As of a mapping: null for the base unit, so that the same amount is always the same row (R17). */
function unitOf(unit: BaseUnit | undefined, baseUnit: BaseUnit): BaseUnit | null {
  if (unit === undefined || unit === baseUnit) return null;
  if (convert(ONE, unit, baseUnit) === null) {
    const details = { unit, base_unit: baseUnit };
    throw new DomainError('unit_mismatch', `${unit} does not convert to ${baseUnit}`, details);
  }
  return unit;
}

const keyOf = (rules: readonly { ingredientId: string; quantity: string; unit: BaseUnit | null }[]) =>
  rules
    .map(({ ingredientId, quantity, unit }) => `${ingredientId} ${canonical(quantity)} ${unit ?? ''}`)
    .sort()
    .join();

/** For the audit log. */
const toFacts = (rule: { ingredientId: string; quantity: string; unit: BaseUnit | null }) => ({
  ingredient_id: rule.ingredientId,
  quantity: canonical(rule.quantity),
  unit: rule.unit,
});
