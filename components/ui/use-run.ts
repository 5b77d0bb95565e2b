'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { toast } from 'sonner';

type ActionError = { code: string };
type ActionResult<O> = { data?: O; serverError?: ActionError; validationErrors?: unknown };

/**
 * Runs a server action, says what came of it, and brings the page up to date. `inPlace`: the form shows the error above its button,
 * which a message flying in would only cover.
 */
export function useRun({ inPlace = false } = {}) {
  const t = useTranslations();
  const router = useRouter();
  const [pending, start] = useTransition();
  const [error, setError] = useState<string | null>(null);
  function run<O>(
    action: () => Promise<ActionResult<O> | undefined>,
    options: { done?: string | ((data: O) => string); after?: (data: O) => void } = {},
  ) {
    setError(null);
    start(async () => {
      let code: string | undefined;
      let result: ActionResult<O> | undefined;
      try {
        result = await action();
        code = result?.serverError?.code ?? (result?.validationErrors ? 'validation_failed' : undefined);
      } catch {
        code = 'service_unavailable';
      }
      if (code !== undefined) {
        const key = `errors.${code}`;
        const text = t.has(key as never) ? t(key as never) : t('errors.internal_error');
        setError(text);
        if (!inPlace) toast.error(text);
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
