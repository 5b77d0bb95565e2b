import { Inngest } from 'inngest';

/** Where it sends to is the SDK's own settings: INNGEST_DEV, INNGEST_EVENT_KEY, INNGEST_BASE_URL. */
export const inngest = new Inngest({ id: 'bestellfix' });
