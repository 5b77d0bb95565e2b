import { useTranslations } from 'next-intl';

/** The sentence of an error code (R34); a code without one here gets that of `internal_error`. */
export function useErrorText(): (code: string) => string {
  const t = useTranslations('errors');
  return (code) => t(t.has(code) ? code : 'internal_error');
}
