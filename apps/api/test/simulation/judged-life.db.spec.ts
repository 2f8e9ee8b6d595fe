import { randomInt } from 'node:crypto';

import { addDays } from '@invoicetracker/calendar';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Product } from '../support/product.js';
import { randomFrom } from '../support/random-from.js';
import { SmtpDouble } from '../support/smtp-double.js';
import { FirmInDatabase } from './firm-in-database.js';
import { Life, LIFE_STARTS } from './life.js';

/** Give TEST_SEED to repeat a run's choices; the long set (TEST_SOAK) lives more and longer lives. */
const seed = Number(process.env['TEST_SEED'] ?? randomInt(2 ** 31));
const soak = Number(process.env['TEST_SOAK'] ?? 0);
const LIVES = soak > 0 ? 20 * soak : 4;
const DAYS = soak > 0 ? 1095 : 150;

describe(`lives of firms, judged day by day (seed ${seed})`, () => {
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

  it.each(Array.from({ length: LIVES }, (_, life) => seed + life))(
    'writes to the right people on the right days, and to nobody else (life %d)',
    async (life) => {
      smtp.mails.length = 0;
      const firm = await Life.begin(randomFrom(life), (layout) =>
        FirmInDatabase.found(product, smtp, `Firma ${life}`, LIFE_STARTS, layout),
      );
      for (let ahead = 0; ahead < DAYS; ahead += 1) await firm.live(addDays(LIFE_STARTS, ahead));
      expect(firm.judged).toBeGreaterThan(DAYS / 5);
      // what the judge saw is what the mail server has
      const arrived = smtp.mails.map((mail) => mail.messageId);
      expect(new Set(arrived).size).toBe(arrived.length);
      expect(arrived).toHaveLength(firm.judged);
      expect(await firm.booksDiffer()).toEqual([]);
    },
    3_000_000,
  );
});
