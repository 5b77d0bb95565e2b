/**
 * Which element each row in sight is drawn in. One that a row has left is given the next row: its text is
 * changed, which takes the browser a third of the time of making it anew.
 */
export class RowSlots {
  private made = 0;
  private last: readonly { id: string; slot: number }[] = [];

  /**
   * The slot of each of these rows, from above to below. A row that stays keeps its own; where most are new,
   * all are given out anew in the order of the page, so that no element is moved on it.
   */
  give(ids: readonly string[]): readonly number[] {
    const wanted = new Set(ids);
    const staying = this.last.filter(({ id }) => wanted.has(id));
    const kept = new Map(2 * staying.length < ids.length ? [] : staying.map(({ id, slot }) => [id, slot]));
    const free = this.last.filter(({ id }) => !kept.has(id)).map(({ slot }) => slot);
    this.last = ids.map((id) => ({ id, slot: kept.get(id) ?? free.shift() ?? this.made++ }));
    return this.last.map(({ slot }) => slot);
  }
}
