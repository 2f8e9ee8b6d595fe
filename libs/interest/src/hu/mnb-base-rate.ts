import { rateTable } from '../rates/rate-table.js';

const MNB =
  'https://www.mnb.hu/Jegybanki_alapkamat_alakulasa?datefrom=2000.+01.+01.&datetill=2023.+12.+01.';
const DECEMBER_2023 =
  'https://www.penzcentrum.hu/gazdasag/20231219/nagy-kamatvagassal-zarja-az-evet-az-mnb-megelent-a-friss-dontes-1144982';
const MNB_SHEET =
  'https://github.com/mesitsmaxim-alt/market_forecast/blob/a66389639f7fd5fd3bea58738857b9c4e46ca670/data/makro.json';
const JUNE_2024 = 'https://iriszoffice.hu/egypercesek/csokkent-a-jegybanki-alapkamat/';
const FEBRUARY_2026 =
  'https://www.blikk.hu/gazdasag/penz/alapkamat-mnb-varga-mihaly-matolcsy-gyorgy/p06j55h';

/**
 * Base rate of Magyar Nemzeti Bank. Decisions from October 2026 on were not read; no change was seen up to about
 * 2026-10-01.
 */
export const MNB_BASE_RATE = rateTable(
  {
    id: 'mnb-base',
    name: 'MNB base rate',
    moves: 'steps',
    knownThrough: '2026-12-31',
    confirmedThrough: '2026-09-30',
  },
  [
    ['2015-07-22', '1.35', MNB],
    ['2016-03-23', '1.20', MNB],
    ['2016-04-27', '1.05', MNB],
    ['2016-05-25', '0.90', MNB],
    ['2020-06-24', '0.75', MNB],
    ['2020-07-22', '0.60', MNB],
    ['2021-06-23', '0.90', MNB],
    ['2021-07-28', '1.20', MNB],
    ['2021-08-25', '1.50', MNB],
    ['2021-09-22', '1.65', MNB],
    ['2021-10-20', '1.80', MNB],
    ['2021-11-17', '2.10', MNB],
    ['2021-12-15', '2.40', MNB],
    ['2022-01-26', '2.90', MNB],
    ['2022-02-23', '3.40', MNB],
    ['2022-03-23', '4.40', MNB],
    ['2022-04-27', '5.40', MNB],
    ['2022-06-01', '5.90', MNB],
    ['2022-06-29', '7.75', MNB],
    ['2022-07-13', '9.75', MNB],
    ['2022-07-27', '10.75', MNB],
    ['2022-08-31', '11.75', MNB],
    ['2022-09-28', '13.00', MNB],
    ['2023-10-25', '12.25', MNB],
    ['2023-11-22', '11.50', MNB],
    ['2023-12-20', '10.75', DECEMBER_2023],
    ['2024-01-31', '10.00', MNB_SHEET],
    ['2024-02-28', '9.00', MNB_SHEET],
    ['2024-03-27', '8.25', MNB_SHEET],
    ['2024-04-24', '7.75', MNB_SHEET],
    ['2024-05-22', '7.25', MNB_SHEET],
    ['2024-06-19', '7.00', JUNE_2024],
    ['2024-07-24', '6.75', MNB_SHEET],
    ['2024-09-25', '6.50', MNB_SHEET],
    ['2026-02-25', '6.25', FEBRUARY_2026],
    ['2026-06-24', '6.00', MNB_SHEET],
    ['2026-07-22', '5.75', MNB_SHEET],
    ['2026-08-26', '5.50', MNB_SHEET],
  ],
);
