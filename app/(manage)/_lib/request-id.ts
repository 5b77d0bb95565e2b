import { cache } from 'react';
import { v7 } from 'uuid';
import { currentRequest } from '@/lib/platform/current-request';

/** The id of the request that is being answered: all that its page does is logged under it. */
export const requestId = cache(() => currentRequest()?.id ?? v7());
