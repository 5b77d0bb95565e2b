import type { Transaction } from '@/db/client';
import { lockMappingTargets } from '@/db/queries/mappings';
import type { MappingChoice } from '@/lib/contracts/mappings';
import { DomainError } from '@/lib/core/domain-error';
import { ONE } from '@/lib/core/quantity';
import { type BaseUnit, convert } from '@/lib/core/units';
import type { ServiceContext } from '../context';
import { restoreMappings } from './restore-mappings';
import { type MappingWrite, NO_TARGET, writeMappingVersions } from './write-mapping-versions';

type Mapped = Extract<MappingChoice, { mapped_object_id: string }>;

/**
 * Makes choices the items' mappings from a day on, null = for all days (R13): all of them or none. Targets
 * must be active ones of the company: recipe_not_found | ingredient_not_found; units of the ingredient's
 * dimension: unit_mismatch; items the company's: not_found. Answers how many items changed.
 */
export async function writeMappings(
  tx: Transaction,
  ctx: ServiceContext,
  companyId: string,
  choices: readonly MappingChoice[],
  effectiveFrom: string | null,
  /** What it goes back to, for the audit log (R55). */
  back: Readonly<Record<string, unknown>> = {},
): Promise<number> {
  const isMapped = (choice: MappingChoice): choice is Mapped => 'mapped_object_id' in choice;
  const mapped = choices.filter(isMapped);
  const idsOf = (type: Mapped['mapped_object_type']) => [
    ...new Set(mapped.flatMap((one) => (one.mapped_object_type === type ? [one.mapped_object_id] : []))),
  ];
  const targets = await lockMappingTargets(tx, companyId, {
    ingredientIds: idsOf('ingredient'),
    recipeIds: idsOf('recipe'),
  });
  const writes = choices.flatMap((choice): MappingWrite[] => {
    if ('restores_version' in choice) return [];
    const itemId = choice.item_id;
    if (isMapped(choice)) {
      return [{ itemId, next: stateOf(choice, targets), action: 'item.save_mapping' }];
    }
    const [state, action] = choice.ignored
      ? (['ignored', 'item.set_ignored'] as const)
      : (['unmapped', 'item.delete_mapping'] as const);
    return [{ itemId, next: { state, ...NO_TARGET }, action }];
  });
  const restored = choices.flatMap((choice) => ('restores_version' in choice ? [choice] : []));
  const written =
    writes.length > 0 ? await writeMappingVersions(tx, ctx, companyId, writes, effectiveFrom, back) : 0;
  return written + (restored.length > 0 ? await restoreMappings(tx, ctx, companyId, restored) : 0);
}

function stateOf(
  choice: Mapped,
  targets: ReadonlyMap<string, { baseUnit: BaseUnit | null }>,
): MappingWrite['next'] {
  const isRecipe = choice.mapped_object_type === 'recipe';
  const found = targets.get(choice.mapped_object_id);
  if (!found) {
    const details = { item_id: choice.item_id };
    throw new DomainError(isRecipe ? 'recipe_not_found' : 'ingredient_not_found', undefined, details);
  }
  return {
    state: 'mapped',
    ingredientId: isRecipe ? null : choice.mapped_object_id,
    recipeId: isRecipe ? choice.mapped_object_id : null,
    quantity: choice.quantity,
    unit: unitOf(choice, found.baseUnit),
    isSubtraction: choice.is_subtraction,
  };
}

/** As it is kept: null for the base unit, so that the same amount is always the same row (R17). */
function unitOf({ unit, item_id }: Mapped, baseUnit: BaseUnit | null): BaseUnit | null {
  if (unit === null || unit === baseUnit) return null;
  if (baseUnit === null || convert(ONE, unit, baseUnit) === null) {
    throw new DomainError('unit_mismatch', `${unit} does not convert to ${baseUnit ?? 'portions'}`, {
      item_id,
      unit,
      base_unit: baseUnit,
    });
  }
  return unit;
}
