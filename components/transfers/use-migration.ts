import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useTransition } from 'react';
import type { Migration } from '@/lib/contracts/transfers';
import { isFinal } from '@/lib/core/migration-progress';

const atWork = (migration: Migration | null | undefined) => migration != null && !isFinal(migration.status);

/**
 * The status of a location's migration, read by polling a GET route (R31): a polled action would queue in
 * front of the person's clicks. The rest of the page follows, one refresh at a time: as days are done, or
 * when the work has ended.
 */
export function useMigration(locationId: string, initial: Migration | null, follows: 'days' | 'end') {
  const {
    data: migration,
    refetch,
    isError,
  } = useQuery({
    queryKey: ['migration', locationId],
    initialData: initial,
    queryFn: async (): Promise<Migration | null> => {
      const response = await fetch(`/api/v1/locations/${locationId}/migration`);
      if (response.status === 404) return null;
      if (!response.ok) throw new Error(String(response.status));
      return (await response.json()) as Migration | null;
    },
    refetchInterval: (query) => (atWork(query.state.data) || query.state.status === 'error' ? 1000 : false),
  });
  const router = useRouter();
  const [isRefreshing, refresh] = useTransition();
  const progress = `${migration?.status} ${follows === 'days' ? migration?.days_done : ''}`;
  const shown = useRef(progress);
  useEffect(() => {
    if (isRefreshing || shown.current === progress) return;
    shown.current = progress;
    refresh(() => router.refresh());
  }, [isRefreshing, progress, router]);
  return { migration, refetch, isError, working: atWork(migration) };
}
