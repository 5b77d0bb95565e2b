import { startTransition, useEffect, useState } from 'react';
import { afterPaint } from '@/components/ui/after-paint';

/**
 * Whether what was drawn first is on the screen: what is long to draw can follow then, in a turn of its own.
 */
export function useIsPainted(): boolean {
  const [isPainted, setPainted] = useState(false);
  useEffect(() => afterPaint(() => startTransition(() => setPainted(true))), []);
  return isPainted;
}
