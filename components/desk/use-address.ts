import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

/** The address of the page with one parameter set, or null: without it. */
export type AddressWith = (name: string, value: string | null) => string;

export function useAddress(): AddressWith {
  const path = usePathname();
  const params = useSearchParams();
  return useCallback(
    (name, value) => {
      const next = new URLSearchParams(params);
      if (value === null) next.delete(name);
      else next.set(name, value);
      return next.size > 0 ? `${path}?${next}` : path;
    },
    [path, params],
  );
}
