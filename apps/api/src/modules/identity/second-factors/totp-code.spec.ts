import { describe, expect, it } from '@jest/globals';

import { newSeed, otpauthUrl, stepOfCode } from './totp-code.js';

/** The seed of RFC 6238's appendix B, `12345678901234567890`, in base32. */
const RFC = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('codes of an authenticator app', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('A07 are those of RFC 6238 at second %d', (second, code) => {
    const at = new Date(second * 1000);
    expect(stepOfCode(RFC, code, at)).toBe(Math.floor(second / 30));
  });

  it('A07 are taken in their step and the one after, not before and not later', () => {
    const step = Math.floor(1_234_567_890 / 30);
    const at = (offset: number) => stepOfCode(RFC, '005924', new Date((step + offset) * 30_000));
    expect([-2, -1, 0, 1, 2].map(at)).toEqual([null, null, step, step, null]);
  });

  it('refuse what is no code', () => {
    for (const code of ['', '12345', '1234567', 'abcdef', '000000'])
      expect(stepOfCode(RFC, code, new Date(59_000))).toBeNull();
  });

  it('come from seeds of 160 bits, each another one', () => {
    const seeds = Array.from({ length: 50 }, newSeed);
    expect(new Set(seeds).size).toBe(50);
    for (const seed of seeds) expect(seed).toMatch(/^[A-Z2-7]{32}$/);
    expect(otpauthUrl(RFC, 'anna')).toContain(`secret=${RFC}`);
    expect(otpauthUrl(RFC, 'anna')).toMatch(/^otpauth:\/\/totp\/InvoiceTracker:anna\?/);
  });
});
