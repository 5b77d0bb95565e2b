import type { ReactNode } from 'react';
import { cn } from './cn';

/** A few labelled values side by side. */
export function Facts({
  facts,
  className,
}: {
  facts: readonly (readonly [label: string, value: ReactNode])[];
  className?: string;
}) {
  return (
    <dl
      className={cn(
        'grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-[repeat(auto-fit,minmax(9rem,1fr))]',
        className,
      )}
    >
      {facts.map(([label, value]) => (
        <div key={label} className="min-w-0">
          <dt className="text-sm text-muted">{label}</dt>
          <dd className="font-medium break-words tabular-nums [&_span]:whitespace-normal [&_time]:whitespace-normal">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
