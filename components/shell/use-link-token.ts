'use client';
import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** The secret of the link that was opened, from behind its `#`; null until the browser has said it. */
export const useLinkToken = (): string | null =>
  useSyncExternalStore(
    never,
    () => window.location.hash.slice(1),
    () => null,
  );
