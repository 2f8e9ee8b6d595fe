import type { SeededRandom } from './seeded-random.js';

/** Polish NRB: two check digits (ISO 7064 MOD 97-10 over the IBAN), eight of the branch, sixteen of the account. */
export function polishBankAccount(random: SeededRandom, branch = '99900005'): string {
  const body = branch + random.digits(16);
  // "PL00" moved to the end, letters as numbers: P = 25, L = 21
  const check = 98n - (BigInt(`${body}252100`) % 97n);
  return String(check).padStart(2, '0') + body;
}
