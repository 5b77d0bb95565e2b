import type { Clock } from '@/lib/services/ports';

export const systemClock: Clock = { now: () => new Date() };
