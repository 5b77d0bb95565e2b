'use client';
import { useCallback, useEffect, useState } from 'react';
import type { Desk } from '@/lib/contracts/desk';
import type { DeskModel } from './desk-model';
import { readSuggestions } from './read-suggestions';

/** Rows a request: few enough that reading them holds up no frame. */
const WINDOW = 5000;
const SLICE = 500;
/**
 * Estimates are asked for so long after the last act of a person, in milliseconds, but at the latest; those
 * nobody waits for only when nothing is done at the desk: they take the server's time from those who work.
 */
const PAUSE = { wanted: 250, atMost: 3000, others: 2000 } as const;
const turn = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Brings the rows after the first window, a slice a turn. `isWhole` once all rows are here: only then counts
 * and search are of everything. `reread` brings all anew, when items were made or are no more.
 */
export function useDeskRows(
  model: DeskModel,
  given: {
    integrationId: string;
    days: number;
    withArchived: boolean;
    next: string | null;
  },
): { isWhole: boolean; failed: boolean; reread: () => void } {
  const { integrationId, days, withArchived, next } = given;
  const [isWhole, setWhole] = useState(next === null);
  const [failed, setFailed] = useState(false);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    const base = `/api/v1/integrations/lightspeed/${integrationId}`;
    const which = `days=${days}&include_archived=${withArchived}`;
    async function read() {
      if (times > 0) model.replace((await allOf(windows(base, which, leaving.signal))).flat());
      else if (next !== null) {
        for await (const rows of windows(base, which, leaving.signal))
          await bySlices(rows, (slice) => model.append(slice));
      }
      model.settle();
      setWhole(true);
      // Without them the desk can be worked at as well.
      await readEstimates(model, base, leaving.signal).catch((error: unknown) => {
        if (!leaving.signal.aborted) console.error(error);
      });
      model.settle();
    }
    read().catch((error: unknown) => {
      if (!leaving.signal.aborted) {
        setFailed(true);
        console.error(error);
      }
    });
    return () => leaving.abort();
  }, [model, integrationId, days, withArchived, next, times]);
  const reread = useCallback(() => setTimes((count) => count + 1), []);
  return { isWhole, failed, reread };
}

/** What is suggested for all open items: what somebody waits for first, the rest while nobody acts. */
async function readEstimates(model: DeskModel, base: string, signal: AbortSignal): Promise<void> {
  let since = Date.now();
  while (!signal.aborted) {
    const now = Date.now();
    const isBusy = now < model.actedAt + PAUSE.wanted && now < since + PAUSE.atMost;
    const ids = isBusy ? [] : model.nextToAsk(now >= model.actedAt + PAUSE.others);
    if (ids === null) return;
    if (ids.length === 0) {
      await turn(PAUSE.wanted);
      continue;
    }
    model.asked(ids);
    model.offer(await readSuggestions(base, ids, signal));
    await turn();
    since = Date.now();
  }
}

/** By id and from the start: ranks move while days are being read, and no item may fall between windows. */
async function* windows(base: string, which: string, signal: AbortSignal): AsyncGenerator<Desk['data']> {
  for (let cursor: string | null = ''; cursor !== null; ) {
    const after: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const desk: Desk = await get(`${base}/desk?${which}&limit=${WINDOW}&order=id${after}`, signal);
    yield desk.data;
    cursor = desk.next_cursor;
  }
}

async function allOf<T>(parts: AsyncGenerator<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const part of parts) all.push(part);
  return all;
}

async function bySlices<T>(all: readonly T[], take: (slice: readonly T[]) => void): Promise<void> {
  for (let at = 0; at < all.length; at += SLICE) {
    take(all.slice(at, at + SLICE));
    await turn();
  }
}

async function get<T>(address: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`${response.status} of ${address}`);
  return (await response.json()) as T;
}
