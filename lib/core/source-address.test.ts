import { expect, it } from 'vitest';
import { sourceAddress, sourceNetwork } from './source-address';

it.each([
  ['203.0.113.9', 0, '203.0.113.9'],
  // What a caller wrote itself stands before what our own proxies wrote.
  ['1.2.3.4, 203.0.113.9', 0, '203.0.113.9'],
  ['1.2.3.4, 203.0.113.9, 10.0.0.1', 1, '203.0.113.9'],
  ['1.2.3.4,203.0.113.9,10.0.0.2,10.0.0.1', 2, '203.0.113.9'],
  // Past the proxy.
  ['203.0.113.9', 1, '203.0.113.9'],
  ['', 0, null],
  [null, 1, null],
])('of the chain %s with %d hops the source is %s (R2)', (chain, hops, source) => {
  expect(sourceAddress(chain, hops)).toBe(source);
});

it.each([
  ['203.0.113.9', '203.0.113.9'],
  ['203.0.113.9:4711', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
  ['[2001:0DB8:1:2::1]:443', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['nonsense', 'nonsense'],
])('%s is counted as %s', (address, network) => {
  expect(sourceNetwork(address)).toBe(network);
});
