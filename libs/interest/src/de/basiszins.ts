import { rateTable } from '../rates/rate-table.js';

const SERIES =
  'https://github.com/ameax/bgb-interest/blob/8624a00b49b0b16fe37f4409b5f09c94f63abaee/data/base_rates.json';
const BUNDESBANK =
  'https://www.bundesbank.de/de/bundesbank/organisation/agb-und-regelungen/basiszinssatz-607820';

/**
 * Basiszins of § 247 BGB as the Deutsche Bundesbank announces it, a row for every half-year: a half-year without a row
 * is not known, even where the rate did not move before.
 */
export const BASISZINS = rateTable(
  {
    id: 'de-basiszins',
    name: 'Basiszins (§ 247 BGB)',
    moves: 'half-years',
    knownThrough: '2026-12-31',
    confirmedThrough: '2026-12-31',
  },
  [
    ['2015-01-01', '-0.83', SERIES],
    ['2015-07-01', '-0.83', SERIES],
    ['2016-01-01', '-0.83', SERIES],
    ['2016-07-01', '-0.88', SERIES],
    ['2017-01-01', '-0.88', SERIES],
    ['2017-07-01', '-0.88', SERIES],
    ['2018-01-01', '-0.88', SERIES],
    ['2018-07-01', '-0.88', SERIES],
    ['2019-01-01', '-0.88', SERIES],
    ['2019-07-01', '-0.88', SERIES],
    ['2020-01-01', '-0.88', SERIES],
    ['2020-07-01', '-0.88', SERIES],
    ['2021-01-01', '-0.88', SERIES],
    ['2021-07-01', '-0.88', SERIES],
    ['2022-01-01', '-0.88', SERIES],
    ['2022-07-01', '-0.88', SERIES],
    ['2023-01-01', '1.62', SERIES],
    ['2023-07-01', '3.12', SERIES],
    ['2024-01-01', '3.62', SERIES],
    ['2024-07-01', '3.37', SERIES],
    ['2025-01-01', '2.27', SERIES],
    ['2025-07-01', '1.27', SERIES],
    ['2026-01-01', '1.27', BUNDESBANK],
    ['2026-07-01', '1.52', BUNDESBANK],
  ],
);
