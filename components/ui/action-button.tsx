'use client';
import type { ReactNode } from 'react';
import { Button } from './button';
import { useCanManage } from './can-manage';
import { useRun } from './use-run';

type Result = { data?: unknown; serverError?: { code: string }; validationErrors?: unknown };

export function ActionButton({
  action,
  done,
  variant = 'secondary',
  size = 'md',
  disabled,
  children,
}: {
  action: () => Promise<Result | undefined>;
  done?: string;
  variant?: 'primary' | 'secondary' | 'ghost';
  size?: 'sm' | 'md';
  disabled?: boolean;
  children: ReactNode;
}) {
  const { run, pending } = useRun();
  if (!useCanManage()) return null;
  return (
    <Button
      variant={variant}
      size={size}
      pending={pending}
      disabled={disabled}
      onClick={() => run(action, { done })}
    >
      {children}
    </Button>
  );
}
