import type { Entry } from './desk-entry';

/** So many are asked for at once: as many as an address has room for. */
const AT_ONCE = 200;
const idsOf = (entries: readonly Entry[]) => entries.slice(0, AT_ONCE).map(({ row }) => row.id);
const isOpen = ({ row, isAsked }: Entry) => !isAsked && row.state === 'unmapped';

/** In which order estimates are asked for (R41): by how soon somebody looks for one. */
export class Estimates {
  /** Nothing to review is left whose estimate was not asked for. */
  private reviewsAsked = false;

  /** Rows have changed: some may be open again. */
  lookAgain(): void {
    this.reviewsAsked = false;
  }

  /**
   * Open items to ask for next: those in sight, then what is to review, the most sold first, and last the
   * others, where those are wanted too. Null: all were asked for.
   */
  next(given: {
    inSight: readonly Entry[];
    mostSold: () => readonly Entry[];
    withOthers: boolean;
  }): string[] | null {
    const seen = given.inSight.filter(isOpen);
    const first = (which: (entry: Entry) => boolean): Entry[] => {
      const found: Entry[] = [];
      for (const entry of given.mostSold()) {
        if (isOpen(entry) && which(entry) && found.push(entry) === AT_ONCE) break;
      }
      return found;
    };
    const reviews = this.reviewsAsked ? [] : first(({ own }) => own === 'review');
    this.reviewsAsked = reviews.length === 0;
    const wanted = [...new Set([...seen, ...reviews])];
    if (wanted.length > 0 || !given.withOthers) return idsOf(wanted);
    const others = first(() => true);
    return others.length > 0 ? idsOf(others) : null;
  }
}
