'use client';
import { createContext, type ReactNode, useContext } from 'react';
import { ErrorBanner } from './error-banner';

const Context = createContext(true);

/** A viewer sees no buttons that would only be refused (R2); the services decide all the same. */
export function CanManage({ value, children }: { value: boolean; children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}
export function useCanManage(): boolean {
  return useContext(Context);
}

/** For a page that is only a form: a viewer reads why it is not shown. */
export function ForManagers({ children }: { children: ReactNode }) {
  return useCanManage() ? children : <ErrorBanner code="forbidden" />;
}

const Enter = createContext(true);

/** Who may count, receive and record waste (R53): managers, and stock keepers in their own storage units. */
export function CanEnter({ value, children }: { value: boolean; children: ReactNode }) {
  return <Enter value={value}>{children}</Enter>;
}
export function useCanEnter(): boolean {
  return useContext(Enter);
}
export function ForEntering({ children }: { children: ReactNode }) {
  return useCanEnter() ? children : <ErrorBanner code="forbidden" />;
}
