import { useIsPhone } from '@/components/ui/use-is-phone';

/** As the style sheet has it: 40 px, cards of 56 px on a phone. */
export const useRowHeight = (): number => (useIsPhone() ? 56 : 40);
