import { localDate } from '@invoicetracker/calendar';
import { midRate, type ExchangeRate } from '../rates/exchange-rates.js';

/**
 * NBP mid rates of the euro (table A) on last business days of a month. Only those printed in a public
 * document are here; every other day is to be added from NBP, and blocks the compensation until then.
 */
export const NBP_MID_RATES: readonly ExchangeRate[] = [
  eur('2019-12-31', '4.2585'),
  eur('2020-12-31', '4.6148'),
  eur('2022-12-30', '4.6899'),
  eur('2023-12-29', '4.3480'),
];

function eur(on: string, rate: string): ExchangeRate {
  return midRate('NBP', ['EUR', 'PLN'], localDate(on), rate, `NBP, table A of ${on}`);
}
