import type { NameAnswer } from '@/db/queries/plan-inputs';
import { groupBy } from '@/lib/core/group-by';
import type { ItemNames } from '@/lib/core/item-names/sold-name';
import type { PlanMapping } from '@/lib/core/resolve-item';

/**
 * What an item may be sold as: the names its mapping counts for, and those split off from it, by what was
 * said up to a moment (R32, R38). Undefined: as anything. `writtenBy` left out: now.
 */
export function namesOf(
  mapping: Pick<PlanMapping, 'state' | 'names' | 'adoptedName'> | null,
  answers: readonly NameAnswer[],
  writtenBy?: string,
): ItemNames | undefined {
  const made = mapping === null || mapping.state === 'unmapped' ? null : (mapping.names ?? null);
  if (made === null && answers.length === 0) return undefined;
  const said = answers.filter(({ writtenAt, endedAt }) =>
    writtenBy === undefined
      ? endedAt === null
      : writtenAt <= writtenBy && (endedAt === null || endedAt > writtenBy),
  );
  const same = said.flatMap(({ name, splitItemId }) => (splitItemId === null ? [name] : []));
  const adopted = mapping?.adoptedName ?? null;
  const others = groupBy(said, ({ splitItemId }) => splitItemId ?? '');
  others.delete('');
  return {
    counts: made && [...made, ...(adopted === null ? [] : [adopted]), ...same],
    splitOff: [...others].map(([itemId, all]) => ({ itemId, names: all.map(({ name }) => name) })),
  };
}
