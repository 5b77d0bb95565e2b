import { kept, keptText } from '@/components/ui/use-form-draft';
import type { BaseUnit } from '@/lib/contracts/common';
import { unitsLike } from '@/lib/core/units';
import { type Figure, figureFrom, NO_FIGURE } from '@/lib/i18n/figures';

export type CountLine = { id: string; name: string; base_unit: BaseUnit; book: string | null };
type Counted = { quantity: Figure; unit: BaseUnit };
/** A count begun on a day belongs to that day, also when it is finished on the next. */
export type CountDraft = { date: string; at: 'start' | 'end'; typed: Record<string, Counted> };

export const emptyCount = (date: string, at: CountDraft['at'], lines: readonly CountLine[]): CountDraft => ({
  date,
  at,
  typed: Object.fromEntries(
    lines.map((line) => [line.id, { quantity: NO_FIGURE, unit: line.base_unit }] as const),
  ),
});
export const isCounted = ({ typed }: CountDraft, { id }: Pick<CountLine, 'id'>) =>
  (typed[id]?.quantity.value ?? '') !== '';

/** What the contract of a count is asked about: the lines that have a figure. */
export const countInput = (
  companyId: string,
  storageUnitId: string,
  sheet: CountDraft,
  lines: readonly CountLine[],
) => ({
  company_id: companyId,
  storage_unit_id: storageUnitId,
  date: sheet.date,
  counted_at: sheet.at,
  lines: lines
    .filter((line) => isCounted(sheet, line))
    .map((line) => ({
      ingredient_id: line.id,
      counted_quantity: sheet.typed[line.id]?.quantity.value ?? '',
      unit: sheet.typed[line.id]?.unit ?? line.base_unit,
    })),
});
/** Where the form has what the contract of a count calls so. */
export function countField(
  path: readonly PropertyKey[],
  sheet: CountDraft,
  lines: readonly CountLine[],
): string {
  if (path[0] !== 'lines') return path[0] === 'counted_at' ? 'at' : String(path[0]);
  const line = lines.filter((one) => isCounted(sheet, one))[Number(path[1])];
  return `typed.${line?.id}.${path[2] === 'unit' ? 'unit' : 'quantity'}`;
}

export function reviveCount(value: unknown, lines: readonly CountLine[]): CountDraft | null {
  const draft = kept(value, 'date', 'at', 'typed');
  const typed = kept(draft?.typed);
  if (!draft || !typed) return null;
  const known = lines.flatMap((line) => {
    const counted = kept((typed as Record<string, unknown>)[line.id], 'quantity', 'unit');
    const quantity = counted && figureFrom(counted.quantity);
    if (!counted || !quantity) return [];
    const unit = unitsLike(line.base_unit).find((one) => one === counted.unit) ?? line.base_unit;
    return [[line.id, { quantity, unit }] as const];
  });
  return {
    date: keptText(draft.date),
    at: draft.at === 'start' ? 'start' : 'end',
    typed: Object.fromEntries(known),
  };
}
