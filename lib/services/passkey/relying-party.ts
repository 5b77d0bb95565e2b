import type { ServiceContext } from '../context';

/** Who passkeys are for: the address people open the app at (APP_URL), and no other. */
export function relyingParty({ appUrl }: ServiceContext): { origin: string; id: string; name: string } {
  const { origin, hostname } = new URL(appUrl);
  return { origin, id: hostname, name: 'Bestellfix' };
}
