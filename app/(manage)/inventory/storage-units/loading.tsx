export { NamedListSkeleton as default } from '@/components/ui/page-skeleton';
