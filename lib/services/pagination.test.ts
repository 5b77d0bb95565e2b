import { describe, expect, it } from 'vitest';
import { BY_DAY, BY_NAME, BY_RUN_DAY, BY_START, type Order, pageOfWhole, readPage } from './pagination';

const ID = '0199d0a0-0000-7000-8000-000000000001';
const cursorOf = (...keys: unknown[]) => Buffer.from(JSON.stringify(keys)).toString('base64url');
const refused = { code: 'validation_failed', details: { field: 'cursor' } };

/** What a list of `order` is asked for with the cursor. */
async function afterOf<Key, After>(order: Order<Key, After>, cursor: string | undefined) {
  let asked: After | undefined;
  await readPage({ limit: 2, cursor }, order, async (page) => {
    asked = page.after;
    return [] as Key[];
  });
  return asked;
}

describe('readPage', () => {
  const rows = ['a', 'b', 'c'].map((nameKey, index) => ({ nameKey, id: ID.slice(0, -1) + index }));

  it('asks for one row more than it shows, and names the last one shown when there are more', async () => {
    const limits: number[] = [];
    const read = (limit: number) =>
      readPage({ limit }, BY_NAME, async (page) => {
        limits.push(page.limit);
        return rows.slice(0, page.limit);
      });
    expect(await read(2)).toEqual({ rows: rows.slice(0, 2), next_cursor: cursorOf('b', rows[1]?.id) });
    expect(await read(3)).toEqual({ rows, next_cursor: null });
    expect(limits).toEqual([3, 4]);
  });

  it('goes on from the cursors that each order gives, in the format they have always had', async () => {
    expect(await afterOf(BY_NAME, undefined)).toBeUndefined();
    expect(await afterOf(BY_NAME, cursorOf('Käse', ID))).toEqual({ name: 'Käse', id: ID });
    expect(await afterOf(BY_DAY, cursorOf('2026-03-15', '12'))).toEqual({ day: '2026-03-15', seq: '12' });
    const startedAt = new Date('2026-03-15T10:00:00.001Z');
    expect(await afterOf(BY_START, cursorOf(startedAt.toISOString(), ID))).toEqual({ startedAt, id: ID });
    expect(await afterOf(BY_RUN_DAY, cursorOf('-infinity', startedAt.toISOString(), ID))).toEqual({
      day: '-infinity',
      startedAt,
      id: ID,
    });
  });

  it.each([
    ['nothing', ''],
    ['no JSON', Buffer.from('x').toString('base64url')],
    ['no list', Buffer.from('{}').toString('base64url')],
    ['too few keys', cursorOf('2026-03-15')],
    ['too many keys', cursorOf('2026-03-15', '1', '2')],
    ['a number', cursorOf('2026-03-15', 1)],
    ['a day that is none', cursorOf('2026-02-31', '1')],
    ['keys of another order', cursorOf('a', ID)],
  ])('refuses %s', async (_, cursor) => {
    await expect(afterOf(BY_DAY, cursor)).rejects.toMatchObject(refused);
  });

  it('refuses the cursors of transfers given before 2026-11-25, which were no JSON', async () => {
    const old = Buffer.from(`2026-03-15T10:00:00.001Z ${ID}`).toString('base64url');
    await expect(afterOf(BY_START, old)).rejects.toMatchObject(refused);
    await expect(afterOf(BY_START, cursorOf('yesterday', ID))).rejects.toMatchObject(refused);
  });
});

describe('pageOfWhole', () => {
  const ids = [1, 2, 3].map((n) => ID.slice(0, -1) + n);
  const page = (cursor?: string) => pageOfWhole(ids, (id) => id, { limit: 2, cursor });

  it('goes on after the row its cursor names', () => {
    const first = page();
    expect(first).toEqual({ data: ids.slice(0, 2), next_cursor: cursorOf(ids[1]) });
    expect(page(first.next_cursor ?? '')).toEqual({ data: ids.slice(2), next_cursor: null });
  });

  it('begins anew when that row is gone, and refuses what is no cursor', () => {
    expect(page(cursorOf(ID.replace('0199', '0200'))).data).toEqual(ids.slice(0, 2));
    expect(() => page('x')).toThrow('the cursor is not one that this list gave');
  });
});
