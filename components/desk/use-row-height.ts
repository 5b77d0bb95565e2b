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

/** As the style sheet has it: 40 px, cards of 56 px on a phone. */
export const useRowHeight = (): number =>
  useSyncExternalStore(
    watch,
    () => (phone().matches ? 56 : 40),
    () => 40,
  );
