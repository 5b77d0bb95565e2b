import { PageSkeleton, TableSkeleton } from '@/components/ui/page-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <PageSkeleton>
      <div className="mb-4 flex flex-wrap justify-between gap-3">
        <Skeleton className="h-9 w-96 max-w-full" />
        <Skeleton className="h-10 w-72 max-w-full" />
      </div>
      <TableSkeleton rows={14} />
    </PageSkeleton>
  );
}
