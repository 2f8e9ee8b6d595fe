import type { SeededRandom } from './seeded-random.js';

/** Polish NIP: ten digits, the last one a weighted sum modulo 11 (a remainder of 10 is never issued). */
export function polishTaxNumber(random: SeededRandom): string {
  for (;;) {
    const body = String(random.integer(101, 998)) + random.digits(6);
    const check = weightedSum(body, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11;
    if (check < 10) return body + String(check);
  }
}

/** Hungarian adószám: eight digits with a check digit, the kind of taxpayer, the county. */
export function hungarianTaxNumber(random: SeededRandom): string {
  const body = String(random.integer(1, 2)) + random.digits(6);
  const check = (10 - (weightedSum(body, [9, 7, 3, 1, 9, 7, 3]) % 10)) % 10;
  return `${body}${check}-2-${String(random.integer(2, 44)).padStart(2, '0')}`;
}

/** German VAT id: DE and nine digits, ISO 7064 MOD 11,10. */
export function germanVatNumber(random: SeededRandom): string {
  const body = String(random.integer(1, 9)) + random.digits(7);
  let product = 10;
  for (const digit of body) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return `DE${body}${(11 - product) % 10}`;
}

function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0);
}
