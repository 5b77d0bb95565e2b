import { PageSkeleton, TableSkeleton } from '@/components/ui/page-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <PageSkeleton actions>
      <Skeleton className="mb-4 h-10 max-w-72" />
      <TableSkeleton />
    </PageSkeleton>
  );
}
