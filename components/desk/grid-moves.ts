const PAGE = 12;

/** To which row a key of a grid leads, of one whose active row is at `place`. */
export const movesFrom = (place: number, count: number): Readonly<Record<string, number>> => ({
  ArrowDown: place + 1,
  ArrowUp: place - 1,
  j: place + 1,
  k: place - 1,
  PageDown: place + PAGE,
  PageUp: place - PAGE,
  Home: 0,
  End: count - 1,
});
/** Of a key that takes the last act back. */
export const isUndoKey = (event: { key: string; ctrlKey: boolean; metaKey: boolean }): boolean =>
  event.key === 'u' || (event.key === 'z' && (event.ctrlKey || event.metaKey));
