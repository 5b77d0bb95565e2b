const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/** The name in a Host header, without its port. */
const nameOf = (host: string) => host.replace(/:\d+$/, '').toLowerCase();

/** True when a request came under a name of ours: one of these addresses', or this machine's own. */
export function isOwnHost(host: string | null, addresses: readonly (string | undefined)[]): boolean {
  if (!host) return false;
  const name = nameOf(host);
  if (LOOPBACK.test(name)) return true;
  return addresses.some((address) => address !== undefined && new URL(address).hostname === name);
}
