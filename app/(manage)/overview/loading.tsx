import { CardSkeleton, PageSkeleton } from '@/components/ui/page-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <PageSkeleton>
      <div className="grid gap-6">
        <div className="grid gap-3">
          <Skeleton className="h-6 w-40" />
          <Skeleton className="h-16" />
        </div>
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <CardSkeleton className="h-48" />
          <CardSkeleton className="h-80" />
        </div>
      </div>
    </PageSkeleton>
  );
}
