import { describe, expect, it } from '@jest/globals';

import { EgressPolicy } from './egress-policy.js';

const REFUSED = [
  '127.0.0.1',
  '127.1.2.3',
  '0.0.0.0',
  '10.0.0.1',
  '10.255.255.255',
  '100.64.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:10::1',
  '2001:db8::1',
  '2002:7f00:1::',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'ff02::1',
  '3fff::1',
  'fec0::1',
  'localhost',
  'localhost.',
  'LOCALHOST',
  '0177.0.0.1',
  '0x7f.0.0.1',
  '0x7f000001',
  '2130706433',
  '127.1',
  '127.0.1',
  '１２７.0.0.1',
  '127.0.0.1.',
  '[::1]',
  'mail.example.',
  '-mail.example',
  'mail..example',
  'mail_x.example',
  'a b.example',
  'mail.example/x',
  'user@mail.example',
  'mail.example:25',
  '',
  ' ',
  'nodot',
];

describe('the egress policy', () => {
  const policy = new EgressPolicy([]);

  it.each(REFUSED)('N02 refuses "%s"', async (host) => {
    await expect(policy.check(host, 587)).rejects.toMatchObject({ code: 'host-not-allowed' });
  });

  it.each([22, 80, 3306, 5432, 6379, 8080, 0, 65535])('N03 refuses port %i', async (port) => {
    await expect(policy.check('8.8.8.8', port)).rejects.toMatchObject({ code: 'host-not-allowed' });
  });

  it.each([25, 465, 587, 2525, 143, 993, 110, 995, 443])(
    'allows a public address on port %i',
    async (port) => {
      expect(await policy.check('8.8.8.8', port)).toEqual({
        host: '8.8.8.8',
        address: '8.8.8.8',
        port,
      });
      expect(await policy.check('2a00:1450:4001:80b::200e', port)).toMatchObject({ port });
    },
  );

  it('answers alike whether a name is unknown or refused', async () => {
    const unknown = await policy
      .check('does-not-exist.invalid', 587)
      .catch((error: Error) => error.message);
    const refused = await policy.check('127.0.0.1', 587).catch((error: Error) => error.message);
    expect(unknown).toBe(refused);
  });

  it.each([
    [['127.0.0.1:1025'], '127.0.0.1', 1025, true],
    [['127.0.0.1:1025'], '127.0.0.1', 1026, false],
    [['10.0.0.0/8:587'], '10.20.30.40', 587, true],
    [['10.0.0.0/8:587'], '11.20.30.40', 25, true],
    [['10.0.0.0/8:587'], '192.168.0.1', 587, false],
    [['127.0.0.1:*'], '127.0.0.1', 4444, true],
    [['fd00::/8:587'], 'fd00::5', 587, true],
    [['localhost:1025'], 'localhost', 1025, true],
  ])(
    'lets only the operator make exceptions: %j, %s:%i',
    async (allowed, host, port, isAllowed) => {
      const check = new EgressPolicy(allowed).check(host, port);
      if (isAllowed) expect(await check).toMatchObject({ host, port });
      else await expect(check).rejects.toMatchObject({ code: 'host-not-allowed' });
    },
  );
});
