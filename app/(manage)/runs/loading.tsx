import { CardSkeleton, PageSkeleton } from '@/components/ui/page-skeleton';

export default function Loading() {
  return (
    <PageSkeleton>
      <div className="grid gap-6">
        <CardSkeleton className="h-[4.75rem]" />
        <CardSkeleton className="h-[23rem]" />
        <CardSkeleton className="h-[23rem]" />
      </div>
    </PageSkeleton>
  );
}
