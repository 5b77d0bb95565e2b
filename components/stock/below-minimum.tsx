import { TextLink } from '@/components/ui/text-link';

/** How many ingredients are below their minimum (R54), and the way to them. */
export function BelowMinimum({ count }: { count: number }) {
  if (count === 0) return <>0</>;
  return <TextLink href="/inventory/ingredients?below_minimum=true">{count}</TextLink>;
}
