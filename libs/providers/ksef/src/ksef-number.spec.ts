import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { crc8, readKsefNumber } from './ksef-number.js';

const vectors = JSON.parse(
  readFileSync(new URL('../spec/examples/ksef-number-vectors.json', import.meta.url), 'utf8'),
) as { valid: string[]; invalid: Record<string, string> };

describe('a KSeF number', () => {
  it.each(vectors.valid)('%s is one', (number) => {
    expect(readKsefNumber(number)).toMatchObject({ sellerNip: number.slice(0, 10) });
  });

  it.each(Object.entries(vectors.invalid))('%s is none (%s)', (number) => {
    expect(readKsefNumber(number)).toBeNull();
  });

  it('of the first version has one dash more, and none is on a day that is not', () => {
    expect(readKsefNumber('5265877635-20230826-010000-1AF629-AF')).not.toBeNull();
    const impossible = '5265877635-20260231-0100001AF629';
    const check = crc8(impossible).toString(16).toUpperCase().padStart(2, '0');
    expect(readKsefNumber(`${impossible}-${check}`)).toBeNull();
  });

  it('rises with the day of acceptance, fits 63 bits and is the same for no two', () => {
    const hex = fc.stringMatching(/^[0-9A-F]{12}$/);
    const day = fc.constantFrom('20260201', '20260202', '20261231', '20850101');
    fc.assert(
      fc.property(day, hex, day, hex, (dayA, hexA, dayB, hexB) => {
        const read = (on: string, digits: string) => {
          const text = `5252445767-${on}-${digits}`;
          const check = crc8(text).toString(16).toUpperCase().padStart(2, '0');
          return readKsefNumber(`${text}-${check}`)?.sequence ?? -1n;
        };
        const [a, b] = [read(dayA, hexA), read(dayB, hexB)];
        expect(a >= 0n && a < 2n ** 63n).toBe(true);
        expect(a < b).toBe(`${dayA}${hexA}` < `${dayB}${hexB}`);
      }),
    );
  });
});
