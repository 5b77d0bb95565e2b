import { CardSkeleton, PageSkeleton } from '@/components/ui/page-skeleton';

export default function Loading() {
  return (
    <PageSkeleton>
      <div className="grid gap-6">
        <CardSkeleton />
        <CardSkeleton className="h-80" />
      </div>
    </PageSkeleton>
  );
}
