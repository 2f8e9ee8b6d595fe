import type { SeededRandom } from './seeded-random.js';

/** Polish NRB: two check digits (ISO 7064 MOD 97-10 over the IBAN), eight of the branch, sixteen of the account. */
export function polishBankAccount(random: SeededRandom, branch = '99900005'): string {
  const body = branch + random.digits(16);
  // letters as numbers: P = 25, L = 21
  return ibanCheck(body, '2521') + body;
}

/** Hungarian account: eight digits of the branch, sixteen of the account, the last of each a check digit. */
export function hungarianBankAccount(random: SeededRandom, branch = '9990000'): string {
  return withCheckDigit(branch) + withCheckDigit(random.digits(15));
}

/** @param account 24 digits, as `hungarianBankAccount` makes them */
export function hungarianIban(account: string): string {
  // letters as numbers: H = 17, U = 30
  return `HU${ibanCheck(account, '1730')}${account}`;
}

/** Country and "00" moved to the end, then 98 less the remainder modulo 97. */
function ibanCheck(body: string, countryAsDigits: string): string {
  return String(98n - (BigInt(`${body}${countryAsDigits}00`) % 97n)).padStart(2, '0');
}

/** Weights 9, 7, 3, 1 in turn; the check digit fills the sum up to a multiple of ten. */
function withCheckDigit(digits: string): string {
  const weights = [9, 7, 3, 1];
  const sum = [...digits].reduce(
    (total, digit, index) => total + Number(digit) * (weights[index % 4] as number),
    0,
  );
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
