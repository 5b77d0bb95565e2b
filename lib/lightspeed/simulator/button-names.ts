import type { SimItem } from './catalogue';

/**
 * Buttons that are another thing every two months, by SKU: from January on, or from February. A rule of the
 * calendar alone, so that a day says the same whenever it is asked for, and any 90 days meet a change.
 */
const SEASONS: Readonly<Record<string, { from: 1 | 2; names: readonly string[] }>> = {
  '989': {
    from: 1,
    names: ['Winterpunsch', 'Waldmeisterbowle', 'Erdbeerbowle', 'Sommerbowle', 'Apfelmost', 'Glühwein'],
  },
  '987': {
    from: 2,
    names: [
      'Orangentarte',
      'Rhabarberkuchen',
      'Erdbeertorte',
      'Zwetschgenkuchen',
      'Vermicelles',
      'Lebkuchenparfait',
    ],
  },
};
/** Typed wrongly each first of an odd month, and corrected on the fifteenth. */
const SLIPS: Readonly<Record<string, string>> = { '407': 'Pouletburst mit Gemüse' };

/** What a button is called on a business day where that is not its name in the catalogue. */
export function nameOn(sku: string | null, day: string): string | undefined {
  const [, month = 0, date = 0] = day.split('-').map(Number);
  const season = SEASONS[sku ?? ''];
  if (season) return season.names[Math.floor(((month + 12 - season.from) % 12) / 2)];
  return month % 2 === 1 && date < 15 ? SLIPS[sku ?? ''] : undefined;
}

export const asOn = (item: SimItem, day: string): SimItem => {
  const name = nameOn(item.sku, day);
  return name === undefined ? item : { ...item, name };
};
