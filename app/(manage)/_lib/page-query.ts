import { ZodError } from 'zod';
import { isDomainError } from '@/lib/core/domain-error';

const LONGEST = { cursor: 500, other: 200 };
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is left out.
const CONTROL = /[\u0000-\u001f\u007f]/;

/** What stands in a page's address, each name once: whatever a hand typed there, the page must open. */
export async function queryOf<T extends object>(searchParams: Promise<T>): Promise<T> {
  const given = Object.entries(await searchParams).flatMap(([name, values]) => {
    const value: unknown = Array.isArray(values) ? values[0] : values;
    const longest = name === 'cursor' ? LONGEST.cursor : LONGEST.other;
    const isFit = typeof value === 'string' && value.length <= longest && !CONTROL.test(value);
    return isFit ? [[name, value]] : [];
  });
  return Object.fromEntries(given) as T;
}

/** A list from where the address says; from its beginning when that is no place in it. */
export async function listFrom<T>(
  cursor: string | undefined,
  list: (cursor: string | undefined) => Promise<T>,
): Promise<T> {
  if (cursor === undefined) return list(undefined);
  try {
    return await list(cursor);
  } catch (error) {
    const isNoPlace =
      error instanceof ZodError || (isDomainError(error) && error.code === 'validation_failed');
    if (!isNoPlace) throw error;
    return list(undefined);
  }
}
