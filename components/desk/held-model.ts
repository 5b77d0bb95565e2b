import { withoutMarks } from '@/components/ui/rank-options';
import type { Takes } from '@/lib/contracts/desk';
import type { AnsweredName, HeldNames } from '@/lib/contracts/held-names';

/** What a person says of a name, as a change takes it (R38). */
export type HeldAnswer = { same: true } | { other: true } | { ignored: true } | { undone: true } | Takes;
/** A name that lines wait under, or that something was said of. */
export interface HeldRow {
  id: string;
  itemId: string;
  name: string;
  mappedName: string;
  sku: string | null;
  firstDay: string;
  lastDay: string;
  /** Of what waits; null once it is answered. */
  open: Pick<HeldNames['data'][number], 'lines' | 'quantity' | 'net_value' | 'is_held'> | null;
  said: AnsweredName | null;
}

/** What a search finds: what waits, most net sales first, then what was said, newest first. */
export function heldRows({ data, answered }: HeldNames, search: string): HeldRow[] {
  const words = withoutMarks(search.trim().toLowerCase());
  const matches = (row: HeldRow) =>
    words === '' ||
    withoutMarks(`${row.name}\n${row.mappedName}\n${row.sku ?? ''}`.toLowerCase()).includes(words);
  const open = data.map((one) => ({
    ...rowOf(one, one.is_held ? '' : 'deducted-'),
    open: one,
    said: null,
  }));
  const said = answered.map((one) => ({ ...rowOf(one), open: null, said: one }));
  return [...open, ...said].filter(matches);
}

const rowOf = (
  one: Pick<AnsweredName, 'item_id' | 'name' | 'mapped_name' | 'sku' | 'first_day' | 'last_day'>,
  prefix = '',
) => ({
  // The same when it is answered, so that the active row stays the active one.
  id: `${prefix}${one.item_id}-${encodeURIComponent(one.name)}`,
  itemId: one.item_id,
  name: one.name,
  mappedName: one.mapped_name,
  sku: one.sku,
  firstDay: one.first_day,
  lastDay: one.last_day,
});

export const isTakes = (answer: HeldAnswer): answer is Takes => 'mapped_object_id' in answer;

/** What is said of a row now, as it would be said again: what an undo of another answer goes back to. */
export const answerNow = ({ said }: HeldRow): HeldAnswer =>
  said === null ? { undone: true } : said.answer === 'same' ? { same: true } : { other: true };

/** Whether that is what is said already. */
export function isSaid({ said }: HeldRow, answer: HeldAnswer): boolean {
  if (said === null) return 'undone' in answer;
  if ('same' in answer) return said.answer === 'same';
  if (said.answer !== 'other') return false;
  return 'other' in answer || ('ignored' in answer && said.split_state === 'ignored');
}

/** Answers of many are one change, previewed as one sum. */
export function changeOf(rows: readonly Pick<HeldRow, 'itemId' | 'name'>[], answer: HeldAnswer) {
  const [first, ...others] = rows;
  if (!first) return null;
  if (others.length === 0 || isTakes(answer))
    return { kind: 'held_name' as const, item_id: first.itemId, name: first.name, answer };
  const names = rows.map(({ itemId, name }) => ({ item_id: itemId, name }));
  return { kind: 'held_names' as const, names, answer };
}
export type HeldChange = NonNullable<ReturnType<typeof changeOf>>;
