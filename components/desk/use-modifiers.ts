'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ItemModifierRules, Modifier } from '@/lib/contracts/modifiers';
import type { DeskModel } from './desk-model';
import { isSaidWhereSold } from './modifier-model';

type State = { modifiers: readonly Modifier[] | null; failed: boolean };

/** The modifiers of an integration, read once they are wanted; null until they are here. */
export function useModifiers(integrationId: string, model: DeskModel, isWanted: boolean) {
  const [{ modifiers, failed }, setState] = useState<State>({ modifiers: null, failed: false });
  const read = useRef<State['modifiers']>(null);
  useEffect(() => {
    read.current = modifiers;
  }, [modifiers]);
  useEffect(() => {
    if (!isWanted) return;
    const leaving = new AbortController();
    get<{ data: Modifier[] }>(`/integrations/lightspeed/${integrationId}/modifiers`, leaving.signal).then(
      ({ data }) => setState({ modifiers: data, failed: false }),
      (error: unknown) => {
        if (leaving.signal.aborted) return;
        setState({ modifiers: null, failed: true });
        console.error(error);
      },
    );
    return () => leaving.abort();
  }, [integrationId, isWanted]);
  /** What is said of a modifier now, as the server has it. */
  const reread = useCallback(
    async (itemId: string) => {
      const { rules, version, effective_from } = await get<ItemModifierRules>(
        `/items/${itemId}/modifier-rules`,
      );
      const said = (one: Modifier): Modifier => ({ ...one, rules, version, effective_from });
      setState((old) => ({
        ...old,
        modifiers: old.modifiers?.map((one) => (one.item_id === itemId ? said(one) : one)) ?? null,
      }));
      const known = read.current?.find((one) => one.item_id === itemId);
      if (known) model.say(itemId, isSaidWhereSold(said(known)));
    },
    [model],
  );
  return { modifiers, failed, reread };
}

async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(`/api/v1${path}`, signal ? { signal } : {});
  if (!response.ok) throw new Error(`${response.status} of ${path}`);
  return (await response.json()) as T;
}
