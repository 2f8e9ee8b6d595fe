import { randomInt } from 'node:crypto';

import { addDays } from '@invoicetracker/calendar';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Product } from '../support/product.js';
import { randomFrom } from '../support/random-from.js';
import { SmtpDouble } from '../support/smtp-double.js';
import { FirmInDatabase } from './firm-in-database.js';
import { Life, LIFE_STARTS, ZONES } from './life.js';
import { LifeTally } from './life-tally.js';

/** Give TEST_SEED to repeat a run's choices; the long set (TEST_SOAK) lives longer. */
const seed = Number(process.env['TEST_SEED'] ?? randomInt(2 ** 31));
const isLong = process.env['TEST_SOAK'] !== undefined;
const FIRMS = 20;
const DAYS = isLong ? 3 * 365 : 36;

describe(`lives of firms side by side, judged day by day (seed ${seed})`, () => {
  let product: Product;
  let smtp: SmtpDouble;

  beforeAll(async () => {
    product = await Product.start();
    smtp = await SmtpDouble.start();
  });
  afterAll(async () => {
    await smtp.close();
    await product.close();
  });

  it('they write to the right people on the right days, and to nobody else', async () => {
    const tally = new LifeTally();
    const firms: { readonly books: FirmInDatabase; readonly life: Life }[] = [];
    for (let index = 0; index < FIRMS; index += 1) {
      const books: FirmInDatabase[] = [];
      const life = await Life.begin(
        randomFrom(seed + index),
        async (layout) => {
          books.push(
            await FirmInDatabase.found(product, smtp, `Firma ${index}`, LIFE_STARTS, layout),
          );
          return books[0]!;
        },
        tally,
        ZONES[index % ZONES.length],
      );
      firms.push({ life, books: books[0]! });
    }
    for (let ahead = 0; ahead < DAYS; ahead += 1)
      for (const { life } of firms) await life.live(addDays(LIFE_STARTS, ahead));

    console.info(`${FIRMS} firms for ${DAYS} days: ${tally.toString()}`);
    // a short life does not see everything
    expect(isLong ? tally.missing() : []).toEqual([]);
    expect(tally.zones.size).toBe(6);
    // what the judge saw is what the mail server has
    const seen = firms.reduce((sum, { life }) => sum + life.judged, 0);
    expect(smtp.mails).toHaveLength(seen);
    expect(seen).toBeGreaterThan(3 * FIRMS);
    for (const { life, books } of firms) {
      expect(await life.booksDiffer()).toEqual([]);
      expect(await books.lies(smtp.mails)).toEqual([]);
    }
  }, 10_800_000);
});
