import { CardSkeleton, PageSkeleton, TableSkeleton } from '@/components/ui/page-skeleton';

export default function Loading() {
  return (
    <PageSkeleton actions>
      <div className="grid gap-5">
        <CardSkeleton className="h-20" />
        <TableSkeleton />
      </div>
    </PageSkeleton>
  );
}
