import { kept, keptText } from '@/components/ui/use-draft';
import { type Figure, figureFrom, NO_FIGURE } from '@/lib/i18n/figures';

export type BatchLine = {
  key: number;
  ingredient: string;
  quantity: Figure;
  unit: string;
  cost: Figure;
  reason: string;
  note: string;
};
export type Batch = { unit: string; to: string; date: string; note: string; lines: readonly BatchLine[] };

const blank = (key: number): BatchLine => ({
  key,
  ingredient: '',
  quantity: NO_FIGURE,
  unit: '',
  cost: NO_FIGURE,
  reason: '',
  note: '',
});
export const isBegun = (line: BatchLine) =>
  line.ingredient !== '' || line.quantity.value !== '' || line.cost.value !== '' || line.reason !== '';

/** A complete last line is followed by an empty one. */
export function withNext(lines: readonly BatchLine[]): readonly BatchLine[] {
  const last = lines.at(-1);
  if (last && (last.ingredient === '' || last.quantity.value === '')) return lines;
  return withBlank(lines);
}
/** Ends in a line where nothing stands yet. */
export function withBlank(lines: readonly BatchLine[]): readonly BatchLine[] {
  const last = lines.at(-1);
  return last && !isBegun(last)
    ? lines
    : [...lines, blank(Math.max(-1, ...lines.map((line) => line.key)) + 1)];
}

export const emptyBatch = (unit: string, date: string): Batch => ({
  unit,
  to: '',
  date,
  note: '',
  lines: withBlank([]),
});

/** A batch kept in a draft; an ingredient or storage unit that is gone meanwhile is to be chosen anew. */
export function reviveBatch(value: unknown, knows: (id: string) => boolean): Batch | null {
  const batch = kept(value, 'unit', 'to', 'date', 'note', 'lines');
  if (!batch || !Array.isArray(batch.lines)) return null;
  const known = (id: unknown) => (knows(keptText(id)) ? keptText(id) : '');
  const lines = batch.lines.flatMap((value: unknown, key): BatchLine[] => {
    const line = kept(value, 'ingredient', 'quantity', 'unit', 'cost', 'reason', 'note');
    if (!line) return [];
    return [
      {
        key,
        ingredient: known(line.ingredient),
        quantity: figureFrom(line.quantity) ?? NO_FIGURE,
        unit: keptText(line.unit),
        cost: figureFrom(line.cost) ?? NO_FIGURE,
        reason: keptText(line.reason),
        note: keptText(line.note),
      },
    ];
  });
  return {
    unit: known(batch.unit),
    to: known(batch.to),
    date: keptText(batch.date),
    note: keptText(batch.note),
    lines: withNext(lines),
  };
}
