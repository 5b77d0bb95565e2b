import { withoutMarks } from '@/components/ui/rank-options';
import type { Entry } from './desk-entry';
import type { DeskQuery, Open, View } from './desk-model';

/** What is shown of rows in their order, and how many of what is searched are in each segment. */
export function viewOf(sorted: readonly Entry[], { segment, search, group }: DeskQuery): View {
  const words = withoutMarks(search.trim().toLowerCase());
  let [review, suggested, mapped, ignored, never_sold] = [0, 0, 0, 0, 0];
  const ids: string[] = [];
  const open: Open[] = [];
  for (const entry of sorted) {
    const { row, own, isSuggested } = entry;
    if (group !== null && row.accounting_group !== group) continue;
    if (words !== '' && !entry.folded.includes(words)) continue;
    // Not `counts[own]`: a name looked up for each of 30,000 rows is most of the time of a key press.
    if (own === 'review') review += 1;
    else if (own === 'never_sold') never_sold += 1;
    else if (own === 'mapped') mapped += 1;
    else ignored += 1;
    if (isSuggested) suggested += 1;
    if (own !== segment && !(isSuggested && segment === 'suggested')) continue;
    ids.push(row.id);
    if (row.state === 'unmapped') open.push(entry);
  }
  return { ids, open, counts: { review, suggested, mapped, ignored, never_sold } };
}
