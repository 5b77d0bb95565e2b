'use client';
import { useCallback, useRef, useState } from 'react';
import type { z } from 'zod';
import type { ChangePreview, previewChangeInput } from '@/lib/contracts/changes';

export type PreviewInput = z.input<typeof previewChangeInput>;
/** What was answered when a change was first asked about: its preview, or why there is none. */
export type FirstAnswer = { preview: ChangePreview | null; error: string | null };
type State = FirstAnswer & { pending: boolean };
const NOTHING: State = { preview: null, error: null, pending: false };

/**
 * Asks what a change would write. A preview changes nothing, so it does not queue behind actions; only the
 * newest answer counts. `first`: what was answered elsewhere already.
 */
export function usePreview(first?: FirstAnswer) {
  const [state, setState] = useState<State>(first ? { ...first, pending: false } : NOTHING);
  const newest = useRef(0);
  const ask = useCallback(async (input: PreviewInput): Promise<State> => {
    newest.current += 1;
    const mine = newest.current;
    setState((old) => ({ ...old, error: null, pending: true }));
    const answer = await requestPreview(input);
    if (newest.current === mine) setState(answer);
    return answer;
  }, []);
  const forget = useCallback(() => {
    newest.current += 1;
    setState(NOTHING);
  }, []);
  return { ...state, ask, forget };
}

/** What a change would write, or the code of why that cannot be told. */
export async function requestPreview(input: PreviewInput): Promise<State> {
  try {
    const response = await fetch('/api/v1/changes/preview', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    const body = (await response.json()) as ChangePreview & { error?: { code: string } };
    if (response.ok) return { preview: body, error: null, pending: false };
    return { preview: null, error: body.error?.code ?? 'internal_error', pending: false };
  } catch {
    return { preview: null, error: 'service_unavailable', pending: false };
  }
}
