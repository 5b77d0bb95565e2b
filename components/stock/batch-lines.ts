import { kept, keptText } from '@/components/ui/use-form-draft';
import { WASTE_REASONS } from '@/lib/contracts/ledger';
import { type Figure, figureFrom, NO_FIGURE } from '@/lib/i18n/figures';

export type BatchType = 'RECEIPT' | 'WASTE' | 'TRANSFER';
export type BatchLine = {
  ingredient: string;
  quantity: Figure;
  unit: string;
  cost: Figure;
  reason: string;
  note: string;
};
export type Batch = {
  unit: string;
  to: string;
  date: string;
  note: string;
  /** To be entered on the first open day, if its own is locked. */
  later: boolean;
  lines: BatchLine[];
};

export const blankLine = (): BatchLine => ({
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
export function needsNext(lines: readonly BatchLine[]): boolean {
  const last = lines.at(-1);
  return last === undefined || (last.ingredient !== '' && last.quantity.value !== '');
}

export const emptyBatch = (unit: string, date: string): Batch => ({
  unit,
  to: '',
  date,
  note: '',
  later: false,
  lines: [blankLine()],
});

/** A batch kept in a draft; an ingredient or storage unit that is gone meanwhile is to be chosen anew. */
export function reviveBatch(value: unknown, knows: (id: string) => boolean): Batch | null {
  const batch = kept(value, 'unit', 'to', 'date', 'note', 'lines');
  if (!batch || !Array.isArray(batch.lines)) return null;
  const known = (id: unknown) => (knows(keptText(id)) ? keptText(id) : '');
  const lines = batch.lines.flatMap((value: unknown): BatchLine[] => {
    const line = kept(value, 'ingredient', 'quantity', 'unit', 'cost', 'reason', 'note');
    if (!line) return [];
    return [
      {
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
    later: false,
    lines: needsNext(lines) ? [...lines, blankLine()] : lines,
  };
}

/** The lines that are sent, each with its place in the form: those begun, or the first where none is. */
function sentLines(lines: readonly BatchLine[]): { line: BatchLine; at: number }[] {
  const all = lines.map((line, at) => ({ line, at }));
  const begun = all.filter(({ line }) => isBegun(line));
  return begun.length > 0 ? begun : all.slice(0, 1);
}

/** What the contract of a batch is asked about. */
export const batchInput = (companyId: string, type: BatchType, batch: Batch) => ({
  company_id: companyId,
  type,
  date: batch.date,
  storage_unit_id: batch.unit,
  to_storage_unit_id: type === 'TRANSFER' ? batch.to : undefined,
  note: batch.note || null,
  if_locked: batch.later ? 'first_open_day' : 'refuse',
  lines: sentLines(batch.lines).map(({ line }) => ({
    ingredient_id: line.ingredient,
    quantity: line.quantity.value,
    unit: line.unit || undefined,
    unit_cost: type === 'RECEIPT' && line.cost.value !== '' ? line.cost.value : undefined,
    reason: type === 'WASTE' ? WASTE_REASONS.find((reason) => reason === line.reason) : undefined,
    note: line.note || null,
  })),
});

const FIELDS: Readonly<Record<string, string>> = {
  storage_unit_id: 'unit',
  to_storage_unit_id: 'to',
  ingredient_id: 'ingredient',
  unit_cost: 'cost',
};
/** Where the form has what the contract of a batch calls so. */
export function batchField(path: readonly PropertyKey[], batch: Batch): string {
  const own = (name: PropertyKey | undefined) => FIELDS[String(name)] ?? String(name);
  const [name, index, field] = path;
  if (name !== 'lines' || typeof index === 'undefined') return own(name);
  const at = sentLines(batch.lines)[Number(index)]?.at ?? 0;
  return field === undefined ? `lines.${at}` : `lines.${at}.${own(field)}`;
}
