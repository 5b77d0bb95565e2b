import type { Transaction } from '@/db/client';
import { lockMappingTarget } from '@/db/queries/mappings';
import { DomainError } from '@/lib/core/domain-error';
import { ONE } from '@/lib/core/quantity';
import { type BaseUnit, convert } from '@/lib/core/units';
import type { ServiceContext } from '../context';
import { NO_TARGET, writeMappingVersion } from './write-mapping-version';

export interface MappingChoice {
  state: 'mapped' | 'ignored' | 'unmapped';
  mapped_object_type?: 'ingredient' | 'recipe' | undefined;
  mapped_object_id?: string | undefined;
  quantity: string;
  /** Null: the ingredient's base unit, or portions. */
  unit: BaseUnit | null;
  is_subtraction: boolean;
  /** First business day it counts for; null = all. */
  effective_from: string | null;
}
const ACTIONS = {
  mapped: 'item.save_mapping',
  ignored: 'item.set_ignored',
  unmapped: 'item.delete_mapping',
} as const;

/**
 * Makes it the item's mapping from a day on (R13). Its target must be an active one of the company:
 * recipe_not_found | ingredient_not_found. Its unit is one of the ingredient's dimension: unit_mismatch.
 */
export async function writeMapping(
  tx: Transaction,
  ctx: ServiceContext,
  companyId: string,
  itemId: string,
  choice: MappingChoice,
): Promise<boolean> {
  const write = { companyId, itemId, effectiveFrom: choice.effective_from, action: ACTIONS[choice.state] };
  if (choice.state !== 'mapped') {
    return writeMappingVersion(tx, ctx, { ...write, next: { state: choice.state, ...NO_TARGET } });
  }
  const isRecipe = choice.mapped_object_type === 'recipe';
  const targetId = choice.mapped_object_id ?? '';
  const target = { kind: isRecipe ? ('recipe' as const) : ('ingredient' as const), id: targetId };
  const found = await lockMappingTarget(tx, companyId, target);
  if (!found) throw new DomainError(isRecipe ? 'recipe_not_found' : 'ingredient_not_found');
  return writeMappingVersion(tx, ctx, {
    ...write,
    next: {
      state: 'mapped',
      ingredientId: isRecipe ? null : targetId,
      recipeId: isRecipe ? targetId : null,
      quantity: choice.quantity,
      unit: unitOf(choice.unit, found.baseUnit),
      isSubtraction: choice.is_subtraction,
    },
  });
}

/** As it is kept: null for the base unit, so that the same amount is always the same row (R17). */
function unitOf(unit: BaseUnit | null, baseUnit: BaseUnit | null): BaseUnit | null {
  if (unit === null || unit === baseUnit) return null;
  if (baseUnit === null || convert(ONE, unit, baseUnit) === null) {
    throw new DomainError('unit_mismatch', `${unit} does not convert to ${baseUnit ?? 'portions'}`, {
      unit,
      base_unit: baseUnit,
    });
  }
  return unit;
}
