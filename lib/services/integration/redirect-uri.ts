import { env } from '@/lib/platform/env';

/**
 * The address registered with Lightspeed; must be the same, byte for byte, in the authorize and the token
 * request.
 */
export const redirectUri = () => `${env().APP_URL}/api/lightspeed/callback`;
