import { useTranslations } from 'next-intl';
import { useCallback } from 'react';

/**
 * The sentence of an error code (R34); a code without one here gets that of `internal_error`. `reference` is
 * the id of its line in the log, and is named after it.
 */
export function useErrorText(): (code: string, reference?: unknown) => string {
  const t = useTranslations('errors');
  const common = useTranslations('common');
  return useCallback(
    (code, reference) => {
      const sentence = t(t.has(code) ? code : 'internal_error');
      return typeof reference === 'string' ? `${sentence} ${common('reference')} ${reference}` : sentence;
    },
    [t, common],
  );
}
