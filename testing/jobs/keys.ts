import { hashSigningKey } from '@/inngest/signature';

/** Keys of tests. */
export const KEYS = {
  event: 'event-key-of-tests',
  signing: `signkey-test-${'0123456789abcdef'.repeat(4)}`,
};

export const KEY_SETTINGS = { INNGEST_EVENT_KEY: KEYS.event, INNGEST_SIGNING_KEY: KEYS.signing };

/** Headers of one who asks a job server's API and has the key. */
export const AS_APP = { authorization: `Bearer ${hashSigningKey(KEYS.signing)}` };
