import { PageSkeleton, TableSkeleton } from '@/components/ui/page-skeleton';

export default function Loading() {
  return (
    <PageSkeleton>
      <TableSkeleton rows={3} />
    </PageSkeleton>
  );
}
