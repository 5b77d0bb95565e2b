import { BASE_UNITS, type BaseUnit } from '@/lib/contracts/inventory';
import { dimensionOf } from '@/lib/core/units';

/** The units a quantity of this base unit may be entered in (R17). */
export function unitsLike(base: BaseUnit): BaseUnit[] {
  return BASE_UNITS.filter((unit) => dimensionOf(unit) === dimensionOf(base));
}
