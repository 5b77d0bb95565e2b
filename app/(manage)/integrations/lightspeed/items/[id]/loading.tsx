export { CardAndTableSkeleton as default } from '@/components/ui/page-skeleton';
