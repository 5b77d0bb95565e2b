import { PageSkeleton } from '@/components/ui/page-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <PageSkeleton>
      <div className="mb-6 grid grid-cols-2 gap-2 sm:gap-3 lg:grid-cols-4">
        {Array.from({ length: 4 }, (_, chapter) => chapter).map((chapter) => (
          <Skeleton key={chapter} className="h-[4.375rem]" />
        ))}
      </div>
      <div className="rounded-xl border border-line bg-surface">
        {Array.from({ length: 4 }, (_, row) => row).map((row) => (
          <div
            key={row}
            className="flex h-[4.75rem] items-center gap-4 border-t border-line px-5 first:border-0"
          >
            <Skeleton className="size-8 rounded-full" />
            <Skeleton className="h-5 w-1/3" />
            <Skeleton className="ml-auto h-8 w-20" />
          </div>
        ))}
      </div>
    </PageSkeleton>
  );
}
