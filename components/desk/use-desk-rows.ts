'use client';
import { useEffect, useState } from 'react';
import type { Desk } from '@/lib/contracts/desk';
import type { DeskModel, Offer } from './desk-model';
import { readSuggestions } from './read-suggestions';

/** Rows a request: few enough that reading them holds up no frame. */
const WINDOW = 5000;
const SLICE = 500;
const turn = () => new Promise((resolve) => setTimeout(resolve));

/**
 * Brings the rows after the first window, a slice a turn. `isWhole` once all
 * rows are here: only then counts and search are of everything.
 */
export function useDeskRows(
  model: DeskModel,
  given: {
    integrationId: string;
    days: number;
    withArchived: boolean;
    next: string | null;
  },
): { isWhole: boolean; failed: boolean } {
  const { integrationId, days, withArchived, next } = given;
  const [isWhole, setWhole] = useState(next === null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const leaving = new AbortController();
    const base = `/api/v1/integrations/lightspeed/${integrationId}`;
    async function read() {
      // By id and from the start: ranks move while days are being read, and no item may fall between windows.
      for (let cursor: string | null = next === null ? null : ''; cursor !== null; ) {
        const after: string = cursor === '' ? '' : `&cursor=${cursor}`;
        const which = `days=${days}&include_archived=${withArchived}&limit=${WINDOW}&order=id${after}`;
        const desk: Desk = await get(`${base}/desk?${which}`, leaving.signal);
        for (let at = 0; at < desk.data.length; at += SLICE) {
          model.append(desk.data.slice(at, at + SLICE));
          await turn();
        }
        cursor = desk.next_cursor;
      }
      setWhole(true);
      await readSuggestions(base, leaving.signal, async (offers: readonly (readonly [string, Offer])[]) => {
        for (let at = 0; at < offers.length; at += SLICE) {
          model.offer(offers.slice(at, at + SLICE));
          await turn();
        }
      });
    }
    read().catch((error: unknown) => {
      if (!leaving.signal.aborted) {
        setFailed(true);
        console.error(error);
      }
    });
    return () => leaving.abort();
  }, [model, integrationId, days, withArchived, next]);
  return { isWhole, failed };
}

async function get<T>(address: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`${response.status} of ${address}`);
  return (await response.json()) as T;
}
