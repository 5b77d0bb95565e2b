import { CardSkeleton, PageSkeleton, TableSkeleton } from '@/components/ui/page-skeleton';

export default function Loading() {
  return (
    <PageSkeleton>
      <div className="grid gap-6">
        <CardSkeleton className="h-64" />
        <CardSkeleton className="h-56" />
        <CardSkeleton />
        <TableSkeleton rows={10} />
      </div>
    </PageSkeleton>
  );
}
