import type { Change } from '@/lib/contracts/changes';
import type { NameAnswerInput } from '@/lib/contracts/held-names';

/**
 * What a change says of names that items were sold under (R38), in one order, so that of two changes one
 * waits for the other.
 */
export function namesAnswered(change: Change): { item_id: string; name: string; answer: NameAnswerInput }[] {
  if (change.kind === 'held_name') return [change];
  if (change.kind !== 'held_names') return [];
  const { answer, names } = change;
  const keyOf = (one: { item_id: string; name: string }) => `${one.item_id} ${one.name}`;
  return [...names]
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .map(({ item_id, name }) => ({ item_id, name, answer }));
}
