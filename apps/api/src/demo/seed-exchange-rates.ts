import { addDays, dayIn, type LocalDate, localDate } from '@invoicetracker/calendar';
import { bankingDayUntil } from '@invoicetracker/interest';

import type { Transaction } from '../platform/database/transaction.js';
import { addRates, type NewExchangeRate } from '../modules/late-payment/rates/add-rates.js';

/** As far back as the sandbox's invoices go. */
const DAYS_BACK = 500;

/**
 * What money of other countries costs on every banking day of the demo: invented like its firms, and said to be. Without
 * these rates no case of the demo could show the compensation, because its banks are not asked.
 */
export async function seedExchangeRates(tx: Transaction, now: Date): Promise<void> {
  const today = dayIn('Europe/Warsaw', now);
  const rates = [
    ...ratesOf('NBP', 'EUR', '4.2500', today),
    ...ratesOf('NBP', 'HUF', '0.010900', today),
    ...ratesOf('MNB', 'EUR', '390.00', today),
  ];
  await addRates(tx, { how: 'command', by: null, at: now }, [], rates);
}

function ratesOf(
  publisher: NewExchangeRate['publisher'],
  from: string,
  rate: string,
  today: LocalDate,
): NewExchangeRate[] {
  const country = publisher === 'NBP' ? 'PL' : 'HU';
  const days = new Set<LocalDate>();
  for (let back = 0; back <= DAYS_BACK; back += 1)
    days.add(bankingDayUntil(country, addDays(localDate(today), -back)));
  const source = `invented for the demo; ${publisher} publishes the real one`;
  return [...days].map((on) => ({ publisher, from, on, rate, source }));
}
