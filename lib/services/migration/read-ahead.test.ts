import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PosSalesDay } from '@/lib/ports';
import { day } from '@/testing/fake-pos';
import { createReadAhead, type Fetch } from './read-ahead';

type Answer = PosSalesDay | null;
let asked: string[];
let answers: Map<string, { resolve(answer: Answer): void; reject(error: Error): void }>;
let told: Map<string, Parameters<Fetch>[1]>;
const fetch: Fetch = (businessDay, toTell) =>
  new Promise<Answer>((resolve, reject) => {
    asked.push(businessDay);
    told.set(businessDay, toTell);
    answers.set(businessDay, { resolve, reject });
  });
const answer = (businessDay: string, given: Answer = day()) => answers.get(businessDay)?.resolve(given);

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  answers = new Map();
  told = new Map();
});
afterEach(() => vi.useRealTimers());

it('asks for the next day as soon as one is there, and gives it when its turn comes', async () => {
  const ahead = createReadAhead();
  const first = ahead.read('m', '2', ['1'], fetch);
  expect(asked).toEqual(['2']);
  answer('2');
  await first;
  expect(asked).toEqual(['2', '1']);
  const second = ahead.read('m', '1', [], fetch);
  const given = day();
  answer('1', given);
  expect(await second).toBe(given);
  expect(asked).toEqual(['2', '1']);
});

it('asks for the next as soon as Lightspeed has answered, while what it said is read and kept', async () => {
  const ahead = createReadAhead();
  const first = ahead.read('m', '5', ['4', '3', '2'], fetch);
  expect(asked).toEqual(['5']);
  void told.get('5')?.answered();
  expect(asked).toEqual(['5', '4']);
  void told.get('4')?.answered();
  void told.get('4')?.answered();
  expect(asked).toEqual(['5', '4', '3']);
  void told.get('3')?.answered();
  expect(asked).toEqual(['5', '4', '3']);
  answer('5');
  await first;
  // Its turn, though it is not kept yet.
  const second = ahead.read('m', '4', ['3', '2', '1'], fetch);
  expect(asked).toEqual(['5', '4', '3', '2']);
  const given = day();
  answer('4', given);
  expect(await second).toBe(given);
  expect(asked).toEqual(['5', '4', '3', '2']);
});

it('says when the next question went out, or that there is none', async () => {
  const ahead = createReadAhead();
  const first = ahead.read('m', '5', ['4', '3'], fetch);
  const isOut = told.get('5')?.answered();
  const other = new Promise((resolve) => setTimeout(resolve, 10, 'waits'));
  const state = Promise.race([isOut?.then(() => 'out'), other]);
  await vi.advanceTimersByTimeAsync(10);
  expect(await state).toBe('waits');
  told.get('4')?.sent();
  await isOut;

  // One that fails before it goes out is waited for no longer.
  const isNextOut = told.get('4')?.answered();
  answers.get('3')?.reject(new Error('no slot'));
  await isNextOut;
  await told.get('3')?.answered();
  expect(asked).toEqual(['5', '4', '3']);
  answer('5');
  await first;
});

it('asks for one at a time, and lets two wait at the most', async () => {
  const ahead = createReadAhead();
  const first = ahead.read('m', '5', ['4', '3', '2', '1'], fetch);
  answer('5');
  await first;
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual(['5', '4']);
  answer('4');
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual(['5', '4', '3']);
  answer('3');
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual(['5', '4', '3']);
  await ahead.read('m', '4', ['3', '2', '1'], fetch);
  expect(asked).toEqual(['5', '4', '3', '2']);
  await ahead.read('m', '3', ['2', '1'], fetch);
  expect(asked).toEqual(['5', '4', '3', '2']);
  answer('2');
  await ahead.read('m', '2', ['1'], fetch);
  expect(asked).toEqual(['5', '4', '3', '2', '1']);
});

it('asks for none behind one that failed, or that has none behind it', async () => {
  const ahead = createReadAhead();
  const first = ahead.read('m', '5', ['4', '3'], fetch);
  answer('5');
  await first;
  answers.get('4')?.reject(new Error('down'));
  await vi.advanceTimersByTimeAsync(0);
  await expect(ahead.read('m', '4', ['3', '2'], fetch)).rejects.toThrow('down');
  const again = ahead.read('m', '4', ['3', '2'], fetch);
  answer('4');
  await again;
  answer('3', null);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual(['5', '4', '4', '3']);
});

it('what was asked for behind one that could not be kept is asked for again', async () => {
  const ahead = createReadAhead();
  const first = ahead.read('m', '5', ['4', '3'], fetch);
  void told.get('5')?.answered();
  answers.get('5')?.reject(new Error('not kept'));
  await expect(first).rejects.toThrow('not kept');
  const again = ahead.read('m', '5', ['4', '3'], fetch);
  answer('5');
  await again;
  expect(asked).toEqual(['5', '4', '5', '4']);
});

it('asks for nothing more once the migration is over', async () => {
  const ahead = createReadAhead();
  const first = ahead.read('m', '5', ['4', '3'], fetch);
  void told.get('5')?.answered();
  ahead.forget('m');
  void told.get('4')?.answered();
  answer('4');
  answer('5');
  await first;
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual(['5', '4']);
  expect(vi.getTimerCount()).toBe(0);
});

it('a day that failed ahead fails when its turn comes, and is asked again after that', async () => {
  const ahead = createReadAhead();
  const first = ahead.read('m', '2', ['1'], fetch);
  answer('2');
  await first;
  answers.get('1')?.reject(new Error('down'));
  await expect(ahead.read('m', '1', [], fetch)).rejects.toThrow('down');
  expect(asked).toEqual(['2', '1']);
  const again = ahead.read('m', '1', [], fetch);
  answer('1');
  await again;
  expect(asked).toEqual(['2', '1', '1']);
});

it('does not ask beyond the first day of a location', async () => {
  const ahead = createReadAhead();
  const first = ahead.read('m', '2', ['1'], fetch);
  answer('2', { kind: 'before_first_day', earliest: '2026-03-01T10:00:00Z' });
  await first;
  const none = ahead.read('m', '1', ['0'], fetch);
  answer('1', null);
  await none;
  expect(asked).toEqual(['2', '1']);
});

it('drops an answer for another day, an old one and that of a migration that is over', async () => {
  const ahead = createReadAhead();
  const upTo = async (businessDay: string, next: string) => {
    const read = ahead.read('m', businessDay, [next], fetch);
    answer(businessDay);
    await read;
    answer(next);
    await vi.advanceTimersByTimeAsync(0);
  };
  await upTo('9', '8');
  await upTo('5', '4');
  expect(asked).toEqual(['9', '8', '5', '4']);
  await vi.advanceTimersByTimeAsync(60_000);
  await upTo('4', '3');
  expect(asked.slice(4)).toEqual(['4', '3']);
  ahead.forget('m');
  await upTo('3', '2');
  expect(asked.slice(6)).toEqual(['3', '2']);
});

it('lets eight answers wait at the most, however many migrations are at work', async () => {
  const ahead = createReadAhead();
  for (let n = 0; n < 20; n++) {
    const read = ahead.read(`m${n}`, '2', ['1'], fetch);
    answer('2');
    await read;
  }
  expect(asked.filter((day) => day === '1')).toHaveLength(8);
});

it('holds nothing of an answer that was taken', async () => {
  const ahead = createReadAhead();
  const first = ahead.read('m', '2', ['1'], fetch);
  answer('2');
  await first;
  answer('1');
  await vi.advanceTimersByTimeAsync(0);
  expect(vi.getTimerCount()).toBe(1);
  await ahead.read('m', '1', [], fetch);
  expect(vi.getTimerCount()).toBe(0);
});
