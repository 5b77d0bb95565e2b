import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <div aria-busy="true" className="grid gap-6">
      <Skeleton className="h-9 w-64" />
      <Skeleton className="h-32" />
      <Skeleton className="h-80" />
    </div>
  );
}
