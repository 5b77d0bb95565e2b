import { useSyncExternalStore } from 'react';

const PHONE = '(max-width: 39.99rem)';
const watch = (listener: () => void) => {
  const query = window.matchMedia(PHONE);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};

/** As the style sheet has it: 40 px, cards of 56 px on a phone. */
export const useRowHeight = (): number =>
  useSyncExternalStore(
    watch,
    () => (window.matchMedia(PHONE).matches ? 56 : 40),
    () => 40,
  );
