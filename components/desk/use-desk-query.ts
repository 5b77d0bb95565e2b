'use client';
import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { useStable } from '@/components/ui/use-stable';
import { SORTS } from './desk-entry';
import { type DeskQuery, SEGMENTS, type Segment, type View } from './desk-model';

const PARSERS = {
  segment: parseAsStringLiteral(SEGMENTS),
  search: parseAsString.withDefault(''),
  group: parseAsString,
  sort: parseAsStringLiteral(SORTS).withDefault('net'),
  desc: parseAsBoolean.withDefault(true),
};
/** In which a search looks first. */
const ORDER = ['review', 'mapped', 'ignored', 'never_sold'] as const;

/**
 * What of a desk is looked at, kept in the address; the same object while nothing of it changes. A search
 * without a segment shows the first in which it finds something.
 */
export function useDeskQuery(
  given: Segment | null,
  countsOf: (asked: Pick<DeskQuery, 'search' | 'group'>) => View['counts'],
) {
  const [asked, set] = useQueryStates(PARSERS, { throttleMs: 300 });
  const { search, group, sort, desc } = asked;
  const found = () => {
    const counts = countsOf({ search, group });
    return ORDER.find((one) => counts[one] > 0);
  };
  const segment = asked.segment ?? (search === '' ? null : found()) ?? given ?? 'review';
  const query = useMemo<DeskQuery>(
    () => ({ search, group, sort: { by: sort, desc }, segment }),
    [search, group, sort, desc, segment],
  );
  const change = useStable((to: Partial<DeskQuery>) => {
    const { sort: order, ...rest } = to;
    void set({ ...rest, ...(order && { sort: order.by, desc: order.desc }) });
  });
  return { query, change };
}
