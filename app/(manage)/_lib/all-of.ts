import type { Page } from '@/lib/contracts/common';

/** Every page of a list, for a chooser that must offer all of it. */
export async function allOf<T>(page: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const answer = await page(cursor);
    all.push(...answer.data);
    cursor = answer.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}
