'use client';
import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
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

/** What of a desk is looked at, kept in the address. */
export function useDeskQuery(given: Segment | null) {
  const [{ segment, search, group, sort, desc }, set] = useQueryStates(PARSERS, { throttleMs: 300 });
  return {
    /** A search without a segment shows the first in which it finds something. */
    queryFor: (countsOf: (query: DeskQuery) => View['counts']): DeskQuery => {
      const query = { search, group, sort: { by: sort, desc }, segment: segment ?? given ?? 'review' };
      if (segment !== null || search === '') return query;
      const counts = countsOf(query);
      return { ...query, segment: ORDER.find((one) => counts[one] > 0) ?? query.segment };
    },
    change: (to: Partial<DeskQuery>) => {
      const { sort: order, ...rest } = to;
      void set({ ...rest, ...(order && { sort: order.by, desc: order.desc }) });
    },
  };
}
