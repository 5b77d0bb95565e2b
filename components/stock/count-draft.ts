import { kept, keptText } from '@/components/ui/use-draft';
import type { BaseUnit } from '@/lib/contracts/inventory';
import { type Figure, figureFrom, NO_FIGURE } from '@/lib/i18n/figures';
import { unitsLike } from './unit-options';

export type CountLine = { id: string; name: string; base_unit: BaseUnit; book: string | null };
export type Counted = { quantity: Figure; unit: BaseUnit };
/** A count begun on a day belongs to that day, also when it is finished on the next. */
export type CountDraft = { date: string; at: 'start' | 'end'; typed: Readonly<Record<string, Counted>> };

export const countedIn = (draft: CountDraft, line: CountLine): Counted =>
  draft.typed[line.id] ?? { quantity: NO_FIGURE, unit: line.base_unit };

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
