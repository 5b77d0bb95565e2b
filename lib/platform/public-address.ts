import ipaddr from 'ipaddr.js';

/** What is none of the public ranges by name, and answers inside a host's network all the same. */
const INSIDE = [
  // Azure's metadata and DNS, in a public range.
  '168.63.129.16/32',
];
/** Where the public IPv6 addresses lie; all that is beyond is an older or a special use (RFC 4291). */
const PUBLIC_V6 = ipaddr.parseCIDR('2000::/3');

/**
 * True for an address of the public internet. Not one of this machine, of a private or local network, of a
 * cloud's metadata, nor one that stands for such an address (mapped, 6to4, NAT64, Teredo), nor a text that is
 * no address.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  const ofKind = INSIDE.map((one) => ipaddr.parseCIDR(one)).filter(([of]) => of.kind() === address.kind());
  if (ofKind.some((one) => address.match(one))) return false;
  return address.kind() === 'ipv4' || address.match(PUBLIC_V6);
}

/** True for this machine itself, in either family. */
export const isLoopbackAddress = (text: string): boolean =>
  ipaddr.isValid(text) && ipaddr.process(text).range() === 'loopback';
