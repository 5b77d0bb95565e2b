import type { SimSale } from './sales';

/** What a route answers, before a fault may spoil it. */
export interface Answer {
  status: number;
  body: string;
  /** JSON without it. */
  type?: string;
  headers?: Record<string, string>;
  /** The business day this answer holds whole. */
  served?: { locationId: string; day: string; sales: readonly SimSale[] };
}

export const json = (status: number, value: unknown, headers?: Record<string, string>): Answer => ({
  status,
  body: JSON.stringify(value),
  ...(headers ? { headers } : {}),
});

export const html = (status: number, body: string): Answer => ({
  status,
  body,
  type: 'text/html; charset=utf-8',
});

export const unauthorized = (): Answer =>
  json(401, {
    errors: [{ code: 'unauthorized', title: 'Full authentication is required to access this resource' }],
  });

export const forbidden = (): Answer =>
  json(403, { errors: [{ code: 'forbidden', title: 'Access is denied' }] });

/** How the financial API refuses a query. */
export const badRequest = (error: string): Answer => json(400, { error });

/**
 * An id to be written as an unquoted number: JSON.stringify would need a double, and these pass 2^53 (R9).
 */
export const rawId = (id: string) => `\u0000${id}\u0000`;

/** JSON in which every `rawId` is a bare number. */
export const withRawIds = (value: unknown) => JSON.stringify(value).replace(/"\\u0000(\d+)\\u0000"/g, '$1');

/** A query parameter as a whole number: `fallback` without it, undefined when it is none. */
export function wholeNumber(text: string | null, fallback: number): number | undefined {
  if (text === null || text === '') return fallback;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
