import { Temporal } from 'temporal-polyfill';
import type { SimItem } from '@/lib/lightspeed/simulator/catalogue';
import { diceOf } from '@/lib/lightspeed/simulator/random';

/** Names of other things, none a spelling of another. */
const OTHERS = ['Sommerbowle', 'Winterpunsch', 'Kürbissuppe', 'Erdbeertorte', 'Glühwein'];
/** SKUs of buttons that somebody renames. */
const BUTTONS = ['542', '52', '501', '701', '910', '950'];

/**
 * What a restaurant does to the names of its buttons (R38): some were another thing until a day in the past,
 * others become one, are named back, or mistyped. By dice of its own, so that lives of before stay the same
 * but for this.
 */
export function buttonNames(seed: number, items: readonly SimItem[], start: Date) {
  const dice = diceOf(`buttons ${seed}`);
  const first = new Map(items.map(({ id, name }) => [id, name]));
  const today = Temporal.Instant.fromEpochMilliseconds(start.getTime())
    .toZonedDateTimeISO('UTC')
    .toPlainDate();
  const before = new Map<string, { until: string; name: string }>();
  for (const item of items) {
    if (item.sku === null || !BUTTONS.includes(item.sku) || !dice.chance(0.3)) continue;
    const until = today.subtract({ days: 1 + dice.below(12) }).toString();
    before.set(item.id, { until, name: dice.chance(0.25) ? slip(item.name) : dice.pick(OTHERS) });
  }
  return {
    /** As it was called on a day. */
    asOf(item: SimItem, day: string): SimItem {
      const past = before.get(item.id);
      return past && day < past.until ? { ...item, name: past.name } : item;
    },
    rename(all: SimItem[]): 'recycled' | 'named back' | 'mistyped' {
      const at = all.findIndex(({ sku }) => sku === dice.pick(BUTTONS));
      const item = all[at];
      const what = dice.pick(['recycled', 'named back', 'mistyped'] as const);
      if (!item) return what;
      const names = {
        recycled: dice.pick(OTHERS),
        'named back': first.get(item.id) ?? item.name,
        mistyped: slip(item.name),
      };
      all.splice(at, 1, { ...item, name: names[what] });
      return what;
    },
  };
}

/** Two letters change places in the first word that is long enough for a slip to be one. */
function slip(name: string): string {
  const word = /\p{L}{5,}/u.exec(name);
  if (!word) return name;
  const at = word.index + 2;
  return `${name.slice(0, at)}${name[at + 1]}${name[at]}${name.slice(at + 2)}`;
}
