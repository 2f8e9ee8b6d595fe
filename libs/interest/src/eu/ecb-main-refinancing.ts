import { rateTable } from '../rates/rate-table.js';

const ECB =
  'https://www.ecb.europa.eu/stats/policy_and_exchange_rates/key_ecb_interest_rates/html/index.en.html';
const DECEMBER_2024 = 'https://www.fxstreet.com/macroeconomics/central-banks/ecb';
const JUNE_2026 =
  'https://www.ecb.europa.eu/press/pr/date/2026/html/ecb.mp260611~4d41bd5e83.en.html';
const SEPTEMBER_2026 =
  'https://www.ecb.europa.eu/press/pr/date/2026/html/ecb.mp260910~314e508016.en.html';

/**
 * Rate of the main refinancing operations of the European Central Bank. The decision of 2026-10-29 was not read.
 */
export const ECB_MAIN_REFINANCING = rateTable(
  {
    id: 'ecb-mro',
    name: 'ECB main refinancing rate',
    moves: 'steps',
    knownThrough: '2026-12-31',
    confirmedThrough: '2026-10-28',
  },
  [
    ['2014-09-10', '0.05', ECB],
    ['2016-03-16', '0.00', ECB],
    ['2022-07-27', '0.50', ECB],
    ['2022-09-14', '1.25', ECB],
    ['2022-11-02', '2.00', ECB],
    ['2022-12-21', '2.50', ECB],
    ['2023-02-08', '3.00', ECB],
    ['2023-03-22', '3.50', ECB],
    ['2023-05-10', '3.75', ECB],
    ['2023-06-21', '4.00', ECB],
    ['2023-08-02', '4.25', ECB],
    ['2023-09-20', '4.50', ECB],
    ['2024-06-12', '4.25', ECB],
    ['2024-09-18', '3.65', ECB],
    ['2024-10-23', '3.40', ECB],
    ['2024-12-18', '3.15', DECEMBER_2024],
    ['2025-02-05', '2.90', ECB],
    ['2025-03-12', '2.65', ECB],
    ['2025-04-23', '2.40', ECB],
    ['2025-06-11', '2.15', ECB],
    ['2026-06-17', '2.40', JUNE_2026],
    ['2026-09-16', '2.65', SEPTEMBER_2026],
  ],
);
