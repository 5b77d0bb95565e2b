'use client';
import { useCallback, useEffect, useState } from 'react';
import type { Desk } from '@/lib/contracts/desk';
import type { Offer } from './desk-entry';
import type { DeskModel } from './desk-model';
import { readSuggestions } from './read-suggestions';

/** Rows a request: few enough that reading them holds up no frame. */
const WINDOW = 5000;
const SLICE = 500;
const turn = () => new Promise((resolve) => setTimeout(resolve));

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
      await readSuggestions(base, leaving.signal, (offers: readonly (readonly [string, Offer])[]) =>
        bySlices(offers, (slice) => model.offer(slice)),
      );
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
