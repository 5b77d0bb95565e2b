import type { ServiceContext } from '../context';

/**
 * The address registered with Lightspeed; must be the same, byte for byte, in the authorize and the token
 * request.
 */
export const redirectUri = ({ appUrl }: ServiceContext) => `${appUrl}/api/lightspeed/callback`;
