import type { Locator, Page } from 'playwright';

/** Seconds of the keystroke-level model: a key, a click with the way to it, a change of hand, a thought. */
const SECONDS = { key: 0.28, click: 1.3, hand: 0.4, thought: 1.35 } as const;

export interface Effort {
  clicks: number;
  keys: number;
  thoughts: number;
  /** From keyboard to mouse and back. */
  hands: number;
}

export const minutesOf = ({ clicks, keys, thoughts, hands }: Effort): number =>
  (clicks * SECONDS.click + keys * SECONDS.key + thoughts * SECONDS.thought + hands * SECONDS.hand) / 60;

/** Works a page as a person does, and counts it. */
export class Person {
  readonly effort: Effort = { clicks: 0, keys: 0, thoughts: 0, hands: 0 };
  private isAtMouse = true;

  constructor(private readonly page: Page) {}

  async click(target: Locator): Promise<void> {
    this.effort.clicks += 1;
    this.change(true);
    await target.click();
  }

  /** `Control+a` is two keys. */
  async press(...keys: string[]): Promise<void> {
    this.change(false);
    for (const key of keys) {
      this.effort.keys += key.length === 1 ? 1 : key.split('+').length;
      // A keyboard of the tests has no umlauts; typing takes them as they are.
      if (key.length === 1) await this.page.keyboard.type(key);
      else await this.page.keyboard.press(key);
    }
  }

  async type(text: string): Promise<void> {
    await this.press(...text);
  }

  think(times = 1): void {
    this.effort.thoughts += times;
  }

  private change(toMouse: boolean): void {
    if (this.isAtMouse !== toMouse) this.effort.hands += 1;
    this.isAtMouse = toMouse;
  }
}
