'use client';
import { createContext, type ReactNode, useContext } from 'react';

const Context = createContext(true);

/** A viewer sees no buttons that would only be refused (R2); the services decide all the same. */
export function CanManage({ value, children }: { value: boolean; children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}
export function useCanManage(): boolean {
  return useContext(Context);
}
