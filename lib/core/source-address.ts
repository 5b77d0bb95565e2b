/**
 * The address a request came from, by a chain as proxies write it: each appends whom it heard from, this
 * process too, so that the last is its own peer. `hops`: how many proxies of ours stand before it; what lies
 * beyond them anybody may have written. A chain that is shorter came past them: its first.
 */
export function sourceAddress(chain: string | null, hops: number): string | null {
  const addresses = (chain ?? '').split(',').map((one) => one.trim());
  const address = addresses[Math.max(0, addresses.length - 1 - hops)];
  return address ? address.slice(0, 64) : null;
}

/**
 * What a source is counted by: an IPv4 address, of an IPv6 address the network (its first 64 bits), of which
 * one customer has them all.
 */
export function sourceNetwork(address: string): string {
  const bare = address.replace(/^\[|\](:\d+)?$/g, '').replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped !== undefined) return mapped;
  if (!bare.includes(':')) return bare;
  const withPort = /^([^:]+):\d+$/.exec(bare)?.[1];
  if (withPort !== undefined) return withPort;
  const [head = '', tail] = bare.toLowerCase().split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  const all = [
    ...groups(head),
    ...Array.from({ length: Math.max(0, missing) }, () => '0'),
    ...groups(tail ?? ''),
  ];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
