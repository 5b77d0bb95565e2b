import { expect, it } from 'vitest';
import { isLoopbackAddress, isPublicAddress } from './public-address';

it.each(['1.1.1.1', '8.8.8.8', '93.184.216.34', '2606:4700::6810:84e5', '2a00:1450:4001:830::200e'])(
  '%s is public',
  (address) => expect(isPublicAddress(address)).toBe(true),
);

const INTERNAL = [
  ...[
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '10.255.255.255',
    '100.64.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.0.9',
  ],
  ...[
    '169.254.169.254',
    '169.254.170.2',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.0.170',
    '192.0.2.1',
  ],
  ...['192.88.99.1', '192.168.0.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '240.0.0.1'],
  ...['255.255.255.255', '168.63.129.16'],
  // As figures and octal numbers, which some libraries read.
  ...['2130706433', '0x7f000001', '0177.0.0.1', '017700000001', '127.1', '0x7f.1'],
  ...[
    '::',
    '::1',
    '::127.0.0.1',
    '::7f00:1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
  ],
  ...['::ffff:0:127.0.0.1', '64:ff9b::7f00:1', '64:ff9b::169.254.169.254', '64:ff9b:1::7f00:1', '100::1'],
  ...[
    'fc00::1',
    'fd00:ec2::254',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '2002:7f00:1::1',
  ],
  ...[
    '2002:a9fe:a9fe::',
    '2001::1',
    '2001:0:7f00:1::',
    '2001:db8::1',
    '2001:10::1',
    '2001:20::1',
    '3fff::1',
    '4000::1',
  ],
  ...['', 'localhost', '127.0.0.1:80', '[::1]', 'example.com', '1.1.1.1 '],
];
it.each(INTERNAL)('"%s" is not', (address) => expect(isPublicAddress(address)).toBe(false));

it('knows this machine in each spelling that a connection can have', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].map(isLoopbackAddress)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(['10.0.0.1', '8.8.8.8', 'localhost', ''].map(isLoopbackAddress)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
