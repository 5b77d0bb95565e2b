import type { Entry } from './desk-entry';

export interface Shares {
  decided: number;
  deducted: number;
  /** Sold under names that nobody has said anything of (R38). */
  held: number;
  /** What the ten most sold undecided items would add. */
  nextTen: number;
}

/** Of net sales (R43), `otherSales` being those of lines without an item; null where nothing was sold. */
export function sharesOf(
  entries: readonly Entry[],
  otherSales: number,
  isWorkable: (targetId: string) => boolean,
): Shares | null {
  let [total, decided, deducted, held] = [otherSales, 0, 0, 0];
  const open: number[] = [];
  for (const { row, net, own } of entries) {
    if (net === 0) continue;
    total += net;
    // What is held takes nothing, whatever the item takes (R38).
    const known = net - Number(row.held_net_value);
    held += Number(row.held_net_value);
    if (own === 'review') open.push(net);
    else decided += known;
    if (row.mapping && isWorkable(row.mapping.mapped_object_id)) deducted += known;
  }
  if (total <= 0) return null;
  const ten = open.sort((a, b) => b - a).slice(0, 10);
  const sum = ten.reduce((all, one) => all + one, 0);
  return { decided: decided / total, deducted: deducted / total, held: held / total, nextTen: sum / total };
}
