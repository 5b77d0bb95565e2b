import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useRef, useState, useTransition } from 'react';
import { toast } from 'sonner';

export type ActionError = { code: string; details?: Readonly<Record<string, unknown>> };
type ActionResult<O> = { data?: O; serverError?: ActionError; validationErrors?: unknown };
interface RunOptions<O> {
  done?: string | ((data: O) => string);
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
 * Runs a server action, says what came of it, and brings the page up to date. A refusal stands in a message that stays until it is
 * closed or the same is tried again; a form that shows it above its button (`inPlace`) gets it as `error`, and there is no message.
 */
export function useRun(options: { inPlace: true }): InPlaceRunner;
export function useRun(options?: { inPlace?: false }): Runner;
export function useRun({ inPlace = false }: { inPlace?: boolean } = {}): InPlaceRunner {
  const t = useTranslations();
  const router = useRouter();
  // A new one each time: under the same id it would leave with the one just dismissed, whose exit takes a moment.
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
        refusal =
          result?.serverError ?? (result?.validationErrors ? { code: 'validation_failed' } : undefined);
      } catch {
        refusal = { code: 'service_unavailable' };
        isAnswered = false;
      }
      if (refusal !== undefined) {
        const key = `errors.${refusal.code}`;
        const sentence = t.has(key as never) ? t(key as never) : t('errors.internal_error');
        const reference = refusal.details?.request_id;
        const text =
          typeof reference === 'string' ? `${sentence} ${t('common.reference')} ${reference}` : sentence;
        const isShown = options.refused?.(refusal) ?? false;
        if (!isShown && inPlace) setError(text);
        if (!isShown && !inPlace) {
          standing.current = toast.error(text, { duration: Number.POSITIVE_INFINITY, closeButton: true });
        }
        // A failure changes what is true as well: a connection's last error, a row that is gone. A form keeps what was typed into it.
        if (!inPlace && isAnswered) router.refresh();
        return;
      }
      const data = result?.data as O;
      if (options.done) toast.success(typeof options.done === 'string' ? options.done : options.done(data));
      options.after?.(data);
      router.refresh();
    });
  }
  return { run, pending, error, clear: () => setError(null) };
}
