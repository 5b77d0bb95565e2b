import { useSyncExternalStore } from 'react';

const PHONE = '(max-width: 39.99rem)';
let query: MediaQueryList | undefined;
const phone = () => {
  query ??= window.matchMedia(PHONE);
  return query;
};
const watch = (listener: () => void) => {
  const query = phone();
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};

/** Whether the page is as narrow as a phone, where the style sheet's `sm` ends; on the server it is not. */
export const useIsPhone = (): boolean =>
  useSyncExternalStore(
    watch,
    () => phone().matches,
    () => false,
  );
