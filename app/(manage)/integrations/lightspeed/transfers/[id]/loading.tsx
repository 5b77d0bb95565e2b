import { CardSkeleton, PageSkeleton, TableSkeleton } from '@/components/ui/page-skeleton';

export default function Loading() {
  return (
    <PageSkeleton actions>
      <div className="grid gap-6">
        <CardSkeleton className="h-96" />
        <TableSkeleton />
      </div>
    </PageSkeleton>
  );
}
