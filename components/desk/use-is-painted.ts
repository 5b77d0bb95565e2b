import { startTransition, useEffect, useState } from 'react';

/**
 * Whether what was drawn first is on the screen: what is long to draw can follow then, in a turn of its own.
 */
export function useIsPainted(): boolean {
  const [isPainted, setPainted] = useState(false);
  useEffect(() => {
    let later: ReturnType<typeof setTimeout> | undefined;
    // A frame is about to be painted; a turn after it, it is.
    const frame = requestAnimationFrame(() => {
      later = setTimeout(() => startTransition(() => setPainted(true)));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(later);
    };
  }, []);
  return isPainted;
}
