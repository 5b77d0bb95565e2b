import { useRouter } from 'next/navigation';
import { useRef, useState, useTransition } from 'react';
import { toast } from 'sonner';
import { useErrorText } from './use-error-text';

export type ActionError = { code: string; details?: Readonly<Record<string, unknown>> };
export type ActionResult<O> = { data?: O; serverError?: ActionError; validationErrors?: unknown };
export interface RunOptions<O> {
  /** What is said of a success; null: nothing. */
  done?: string | ((data: O) => string | null);
  after?: (data: O) => void;
  /** Told of a refusal first; true: it is shown, and nothing else need say it. */
  refused?: (error: ActionError) => boolean;
}
interface Runner {
  run: <O>(action: () => Promise<ActionResult<O> | undefined>, options?: RunOptions<O>) => void;
  pending: boolean;
}
interface InPlaceRunner extends Runner {
  error: string | null;
  clear: () => void;
}

/**
 * Runs a server action, says what came of it, and brings the page up to date. A refusal stands in a message
 * that stays until it is closed or the same is tried again; a form that shows it above its button (`inPlace`)
 * gets it as `error`, and there is no message.
 */
export function useRun(options: { inPlace: true }): InPlaceRunner;
export function useRun(options?: { inPlace?: false }): Runner;
export function useRun({ inPlace = false }: { inPlace?: boolean } = {}): InPlaceRunner {
  const errorText = useErrorText();
  const router = useRouter();
  // A new one each time: under the same id it would leave with the one just dismissed, whose exit takes a
  // moment.
  const standing = useRef<string | number | undefined>(undefined);
  const [pending, start] = useTransition();
  const [error, setError] = useState<string | null>(null);
  function run<O>(action: () => Promise<ActionResult<O> | undefined>, options: RunOptions<O> = {}) {
    setError(null);
    if (standing.current !== undefined) toast.dismiss(standing.current);
    start(async () => {
      let refusal: ActionError | undefined;
      let result: ActionResult<O> | undefined;
      let isAnswered = true;
      try {
        result = await action();
        refusal = result?.serverError ?? shapeError(result?.validationErrors);
      } catch {
        refusal = { code: 'service_unavailable' };
        isAnswered = false;
      }
      if (refusal !== undefined) {
        const text = errorText(refusal.code, refusal.details?.request_id);
        const isShown = options.refused?.(refusal) ?? false;
        if (!isShown && inPlace) setError(text);
        if (!isShown && !inPlace) {
          standing.current = toast.error(text, { duration: Number.POSITIVE_INFINITY, closeButton: true });
        }
        // A failure changes what is true as well: a connection's last error, a row that is gone. A form keeps
        // what was typed into it.
        if (!inPlace && isAnswered) router.refresh();
        return;
      }
      const data = result?.data as O;
      const said = typeof options.done === 'function' ? options.done(data) : options.done;
      if (said) toast.success(said);
      // The action's answer brought the page up to date (lib/actions/action-client.ts): no second request.
      options.after?.(data);
    });
  }
  return { run, pending, error, clear: () => setError(null) };
}

/** What an action did not take the shape of, with the paths it named, as the API says it. */
function shapeError(errors: unknown): ActionError | undefined {
  if (!errors) return undefined;
  return { code: 'validation_failed', details: { issues: pathsIn(errors).map((path) => ({ path })) } };
}
function pathsIn(tree: unknown, path = ''): string[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]) =>
    key === '_errors' ? [path] : pathsIn(value, path === '' ? key : `${path}.${key}`),
  );
}
