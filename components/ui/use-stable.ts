import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * The same function for good, which does what the one of the last drawing does: what is given it is not drawn
 * again for its sake. For events only, not while drawing.
 */
export function useStable<A extends unknown[], R>(work: (...given: A) => R): (...given: A) => R {
  const last = useRef(work);
  useLayoutEffect(() => {
    last.current = work;
  });
  return useCallback((...given: A) => last.current(...given), []);
}
