import { cache } from 'react';
import { v7 } from 'uuid';

/** The id of the request that is being answered: all that its page does is logged under it. */
export const requestId = cache(() => v7());
