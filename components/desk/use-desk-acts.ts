'use client';
import { useTranslations } from 'next-intl';
import { useCallback, useMemo, useRef, useState } from 'react';
import { toast } from 'sonner';
import type { FirstAnswer } from '@/components/ledger/use-preview';
import { useErrorText } from '@/components/ui/use-error-text';
import type { ActionError } from '@/components/ui/use-run';
import { decideMappingsAction } from '@/lib/actions/change';
import type { Decided } from '@/lib/contracts/changes';
import type { DeskRow, Takes } from '@/lib/contracts/desk';
import type { Decision, DeskModel } from './desk-model';

/** What becomes of a row: it takes something, or is no stock; null: nothing is decided about it any more. */
export type Choice = Takes | 'ignored' | null;
export type Chosen = readonly (readonly [DeskRow, Choice])[];
/**
 * The message that offers to undo the last act. A new one each time: a dismissed one would take its heir
 * along.
 */
let undoToast: string | number | undefined;
const hideUndo = () => undoToast !== undefined && toast.dismiss(undoToast);
function showUndo(said: string, action: { label: string; onClick: () => void }): void {
  hideUndo();
  undoToast = toast(said, { action });
}
/**
 * Acts that are not saved yet, of any desk: while there are some the browser asks before the page is left.
 */
let unsaved = 0;
const ask = (event: BeforeUnloadEvent) => event.preventDefault();
function holdPage(): void {
  unsaved += 1;
  window.addEventListener('beforeunload', ask);
}
function letPageGo(): void {
  unsaved -= 1;
  if (unsaved === 0) window.removeEventListener('beforeunload', ask);
}
type Restored = readonly (readonly [string, Decision])[];
interface Act {
  said: string;
  before: Restored;
}
/** Decisions that would change booked days: nothing is saved until a person says from when on. */
export interface Asked {
  chosen: Chosen;
  said: string;
  /** What was answered already; else the dialog asks. */
  first?: FirstAnswer;
}

export const choiceOf = (itemId: string, choice: Choice) =>
  choice === 'ignored' || choice === null
    ? { item_id: itemId, ignored: choice === 'ignored' }
    : { item_id: itemId, ...choice };

const decisionOf = ({ state, version, mapping }: DeskRow): Decision => ({ state, version, mapping });

function decided(row: DeskRow, choice: Choice): Decision {
  const version = row.version + 1;
  if (choice === null) return { state: 'unmapped', version, mapping: null };
  if (choice === 'ignored') return { state: 'ignored', version, mapping: null };
  const state = choice.is_subtraction ? 'subtraction' : choice.mapped_object_type;
  return { state, version, mapping: { ...choice, effective_from: null } };
}

// Over 80 lines: acts, their undo and what waits of the past share one queue.
/**
 * The acts of a desk. A row changes at once and the server is told in the order of the acts; what it refuses
 * goes back. Each act can be undone, the last first. `past`: decisions that count from today on and would
 * change booked days, until a person books them in one sum.
 */
export function useDeskActs(model: DeskModel, given: { companyId: string; say: (text: string) => void }) {
  const { companyId, say } = given;
  const t = useTranslations('desk');
  const common = useTranslations('common');
  const errorText = useErrorText();
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const done = useRef<Act[]>([]);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [past, setPast] = useState<ReadonlyMap<string, Choice>>(new Map());

  const [underWay, setUnderWay] = useState(0);
  const later = useCallback((work: () => Promise<void>) => {
    setUnderWay((count) => count + 1);
    holdPage();
    queue.current = queue.current
      .then(work)
      .catch(console.error)
      .finally(() => {
        letPageGo();
        setUnderWay((count) => count - 1);
      });
  }, []);
  const refuse = useCallback(
    ({ code, details }: ActionError, back: Restored) => {
      model.patch(back);
      done.current = done.current.filter((act) => act.before !== back);
      toast.error(errorText(code, details?.request_id), {
        duration: Number.POSITIVE_INFINITY,
        closeButton: true,
      });
    },
    [model, errorText],
  );
  const forgetPast = useCallback((ids: readonly string[]) => {
    setPast((old) => {
      const next = new Map(old);
      for (const id of ids) next.delete(id);
      return next;
    });
  }, []);

  const waitOfPast = useCallback((chosen: Chosen) => {
    setPast((old) => new Map([...old, ...chosen.map(([row, choice]) => [row.id, choice] as const)]));
  }, []);

  const undo = useCallback(() => {
    const act = done.current.pop();
    if (!act) return say(t('nothingToUndo'));
    const now: Restored = act.before.flatMap(([id]) => {
      const row = model.row(id);
      return row ? [[id, decisionOf(row)] as const] : [];
    });
    model.patch(act.before);
    forgetPast(act.before.map(([id]) => id));
    hideUndo();
    say(t('undone', { act: act.said }));
    later(async () => {
      const result = await decideMappingsAction({
        company_id: companyId,
        mappings: act.before.map(([item_id, { version }]) => ({ item_id, restores_version: version })),
      });
      if (result?.serverError) return refuse(result.serverError, now);
      // What the undone act had left to be booked is no more.
      forgetPast(act.before.map(([id]) => id));
      takeVersions(model, result?.data);
    });
  }, [model, companyId, say, t, later, refuse, forgetPast]);

  const keep = useCallback(
    (chosen: Chosen, said: string): Restored => {
      const before = chosen.map(([row]) => [row.id, decisionOf(row)] as const);
      model.patch(chosen.map(([row, choice]) => [row.id, decided(row, choice)] as const));
      done.current.push({ said, before });
      showUndo(said, { label: common('undo'), onClick: undo });
      return before;
    },
    [model, common, undo],
  );

  /** Without a question: what booked days would change waits, to be booked in one sum. */
  const decide = useCallback(
    (chosen: Chosen, said: string) => {
      if (chosen.length === 0) return;
      const before = keep(chosen, said);
      later(async () => {
        const mappings = chosen.map(([row, choice]) => choiceOf(row.id, choice));
        const result = await decideMappingsAction({ company_id: companyId, mappings });
        if (result?.serverError) return refuse(result.serverError, before);
        const data = result?.data;
        if (data && !data.saved) {
          refuseQuietly(model, done.current, before);
          setAsked({ chosen, said, first: { preview: data.preview, error: null } });
          return;
        }
        takeVersions(model, data);
        if (data?.past) waitOfPast(chosen);
        else forgetPast(chosen.map(([row]) => row.id));
      });
    },
    [model, companyId, keep, later, refuse, forgetPast, waitOfPast],
  );

  // The same while nothing else is at work: what is given the acts is not drawn again after each.
  const acts = useMemo(
    () => ({
      decide,
      undo,
      /** Shows what many would change, before they are made. */
      ask: (chosen: Chosen, said: string) => setAsked({ chosen, said }),
      /** For what is booked by a dialog: the rows as they are then. */
      applied: ({ chosen, said }: Pick<Asked, 'chosen' | 'said'>) => {
        keep(chosen, said);
        setAsked(null);
      },
      /** For what another act has saved: shown, and undone as any. */
      saved: (chosen: Chosen, said: string, isOfToday: boolean) => {
        keep(chosen, said);
        if (isOfToday) waitOfPast(chosen);
        else forgetPast(chosen.map(([row]) => row.id));
      },
      dismiss: () => setAsked(null),
      forgetPast,
    }),
    [decide, undo, keep, waitOfPast, forgetPast],
  );
  return {
    acts,
    /** Some act is not saved yet. */
    isSaving: underWay > 0,
    past,
    asked,
  };
}
export type DeskActs = ReturnType<typeof useDeskActs>['acts'];

/** The versions that were written, by which an undo names what was before. */
function takeVersions(model: DeskModel, data: Decided | undefined): void {
  if (!data?.saved) return;
  model.patch(
    data.versions.flatMap(({ item_id, version }) => {
      const row = model.row(item_id);
      return row && row.version !== version ? [[item_id, { ...decisionOf(row), version }] as const] : [];
    }),
  );
}

/** As if it had not been tried: what comes instead is a question. */
function refuseQuietly(model: DeskModel, done: Act[], before: Restored): void {
  model.patch(before);
  const place = done.findIndex((act) => act.before === before);
  if (place >= 0) done.splice(place, 1);
  hideUndo();
}
