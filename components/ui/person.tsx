'use client';
import { createContext, type ReactNode, useContext } from 'react';

const Context = createContext('');

/**
 * Who is signed in: what a browser keeps (drafts, habits) is one person's, though others use the same device.
 */
export function Person({ id, children }: { id: string; children: ReactNode }) {
  return <Context value={id}>{children}</Context>;
}
export function usePersonId(): string {
  return useContext(Context);
}
