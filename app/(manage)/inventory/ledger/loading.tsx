import { PageSkeleton, TableSkeleton } from '@/components/ui/page-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <PageSkeleton actions>
      <Skeleton className="mb-4 h-9 w-48" />
      <Skeleton className="mb-5 h-16" />
      <TableSkeleton />
    </PageSkeleton>
  );
}
