import { PageSkeleton } from '@/components/ui/page-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <PageSkeleton>
      <Skeleton className="mb-5 h-9 max-w-lg" />
      <Skeleton className="h-64" />
    </PageSkeleton>
  );
}
