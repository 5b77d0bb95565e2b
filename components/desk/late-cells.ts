import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useState } from 'react';

type Rows = Pick<Virtualizer<HTMLDivElement, Element>, 'isScrolling' | 'scrollOffset'>;
/** Rows whose cells fit in one frame on a slow device. */
const FEW = 2;
/** The least height of a row. */
const ROW = 40;

/**
 * Rows one scrolls past are not read: all their cells drawn in each frame would make it stutter on a slow
 * device. Such a row begins with name and value; the rest follows, a few rows a frame, once the scrolling
 * rests.
 */
export class LateCells {
  private readonly waiting = new Set<() => void>();
  private frame: number | undefined;
  private drawnAt = 0;

  constructor(private readonly rows: Rows) {}

  /** Whether a row drawn now is scrolled past. */
  isPassing(): boolean {
    const { isScrolling, scrollOffset } = this.rows;
    return isScrolling && Math.abs((scrollOffset ?? 0) - this.drawnAt) > FEW * ROW;
  }

  /** The rows in sight are drawn. */
  drawn(): void {
    this.drawnAt = this.rows.scrollOffset ?? 0;
  }

  /** Calls `fill` in a frame in which nothing is scrolled; answers what takes that back. */
  follow(fill: () => void): () => void {
    this.waiting.add(fill);
    this.frame ??= requestAnimationFrame(this.next);
    return () => this.waiting.delete(fill);
  }

  private readonly next = (): void => {
    this.frame = undefined;
    // Scrolled since: other rows come, and some of those that wait are gone with the next drawing.
    const isAtRest = (this.rows.scrollOffset ?? 0) === this.drawnAt;
    if (isAtRest)
      for (const fill of [...this.waiting].slice(0, FEW)) {
        this.waiting.delete(fill);
        fill();
      }
    if (this.waiting.size > 0) this.frame = requestAnimationFrame(this.next);
  };
}

/** Whether all cells of a row are drawn; one that is scrolled past begins without. */
export function useAllCells(late: LateCells): boolean {
  const [hasAll, setAll] = useState(() => !late.isPassing());
  useEffect(() => (hasAll ? undefined : late.follow(() => setAll(true))), [hasAll, late]);
  return hasAll;
}
