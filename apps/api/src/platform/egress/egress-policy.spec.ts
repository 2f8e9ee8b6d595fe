import { describe, expect, it } from '@jest/globals';

import { FORBIDDEN_HOSTS } from '../../../test/support/forbidden-hosts.js';
import { EgressPolicy } from './egress-policy.js';

describe('the egress policy', () => {
  const policy = new EgressPolicy([]);

  it.each(FORBIDDEN_HOSTS)('N02 refuses "%s"', async (host) => {
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
