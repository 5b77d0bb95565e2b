import { CardSkeleton, PageSkeleton } from '@/components/ui/page-skeleton';

export default function Loading() {
  return (
    <PageSkeleton>
      <CardSkeleton className="h-[23rem]" />
    </PageSkeleton>
  );
}
