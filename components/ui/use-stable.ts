import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react';

/** What a value was when the page was drawn last, for what happens later. */
export function useLatest<T>(value: T): RefObject<T> {
  const last = useRef(value);
  useLayoutEffect(() => {
    last.current = value;
  });
  return last;
}

/**
 * The same function for good, which does what the one of the last drawing does: what is given it is not drawn
 * again for its sake. For events only, not while drawing.
 */
export function useStable<A extends unknown[], R>(work: (...given: A) => R): (...given: A) => R {
  const last = useLatest(work);
  return useCallback((...given: A) => last.current(...given), [last]);
}
