import { describe, expect, it } from 'vitest';
import type { PosAuth } from '@/lib/ports';
import type { ApiClient } from './client';
import { readRange } from './sales-range';

const START = Date.parse('2026-03-14T04:00:00Z');
const END = Date.parse('2026-03-15T04:00:00Z');
const window = { start: new Date(START).toISOString(), end: new Date(END).toISOString() };
const sale = (number: number, closed: number) => ({
  accountFiscId: `A1.${number}`,
  type: 'SALE',
  timeClosed: new Date(closed).toISOString(),
  salesLines: [{ id: `S1.${number}`, sku: '1', name: 'One', quantity: '1.000' }],
});
type Sale = ReturnType<typeof sale>;

/** A host whose token stands for an instant, as the documented one does, or for nothing. */
function host(
  sales: Sale[],
  edge: 'repeats' | 'skips' | 'mock',
  from: 'inclusive' | 'exclusive' = 'inclusive',
) {
  let requests = 0;
  const api: ApiClient = {
    async get(_auth, _path, query) {
      requests++;
      const [start, end] = [Date.parse(query.from ?? ''), Date.parse(query.to ?? '')];
      const cursor = Date.parse(query.nextPageToken ?? '');
      const rest = sales.filter(({ timeClosed }) => {
        const at = Date.parse(timeClosed);
        const isAfter = Number.isNaN(cursor) || (edge === 'skips' ? at > cursor : at >= cursor);
        return (from === 'inclusive' ? at >= start : at > start) && at < end && isAfter;
      });
      const page = rest.slice(0, Number(query.pageSize));
      const token = edge === 'mock' ? 'string' : rest.length > page.length ? page.at(-1)?.timeClosed : '';
      const text = JSON.stringify({ sales: page, nextPageToken: token });
      return { status: 200, text, hash: '', body: JSON.parse(text) };
    },
  };
  return { api, count: () => requests };
}
const read = async (api: ApiClient) => {
  const day = await readRange(api, {} as PosAuth, '1', window, new Date(END + 3 * 3_600_000));
  if (day.kind !== 'sales') throw new Error('sales were expected');
  return day;
};
const accounts = (lines: readonly { accountId: string }[]) => lines.map((line) => line.accountId).sort();

describe('a day by its range', () => {
  // Page edges, at 100, fall into the 40 accounts of one instant.
  const busy = Array.from({ length: 260 }, (_, n) =>
    sale(n, START + (n < 80 || n >= 120 ? n * 60_000 : 80 * 60_000)),
  );

  it.each([
    ['repeats', 'inclusive'],
    ['skips', 'inclusive'],
    ['repeats', 'exclusive'],
    ['mock', 'inclusive'],
  ] as const)(
    'neither loses nor doubles ties at a page edge: the token %s, `from` %s',
    async (edge, from) => {
      const sales = from === 'exclusive' ? busy.slice(1) : busy;
      const day = await read(host(sales, edge, from).api);
      expect(accounts(day.lines)).toEqual(sales.map((one) => one.accountFiscId).sort());
      expect(day).toMatchObject({ accounts: sales.length, dataComplete: true, warnings: ['read_by_range'] });
    },
  );

  it('is led by the token through more accounts of one instant than a page holds', async () => {
    const first = Array.from({ length: 130 }, (_, n) => sale(n, START));
    const day = await read(host(first, 'repeats').api);
    // A token that is an instant can lead no further than its page: what it cannot show is not invented, and
    // it ends.
    expect(day.accounts).toBeGreaterThanOrEqual(100);
    const other = host([], 'mock');
    expect((await read(other.api)).accounts).toBe(0);
    expect(other.count()).toBe(1);
  });

  it('keeps two accounts that bear one number, by their references or by what they say', async () => {
    const named = { ...sale(1, START), accountReference: 'a' };
    const list = [named, { ...named, accountReference: 'b' }, sale(1, START + 1), sale(1, START + 2)];
    const day = await read(host(list, 'repeats').api);
    expect(day.accounts).toBe(3);
    // The last two are one account by their number, and the control total says that they may not be.
    expect(day.reported()).toMatchObject({ lines: 4 });
  });

  it('refuses an answer about something else', async () => {
    const other: ApiClient = {
      get: async () => ({ status: 200, text: '', hash: '', body: { error: 'busy' } }),
    };
    await expect(read(other)).rejects.toMatchObject({ code: 'lightspeed_api_error' });
  });

  it('leaves out what belongs to the next day', async () => {
    const day = await read(host([sale(1, END - 1), sale(2, END)], 'repeats').api);
    expect(accounts(day.lines)).toEqual(['A1.1']);
  });
});
