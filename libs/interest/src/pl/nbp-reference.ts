import { rateTable } from '../rates/rate-table.js';

const ARCHIVE = 'https://static.nbp.pl/dane/stopy/stopy_procentowe_archiwum.xml';

/**
 * Reference rate of Narodowy Bank Polski. Newest decision read: the row of 2026-03-05, still named after the meeting
 * of 2026-07-08; the decisions of October and November 2026 were not read.
 */
export const NBP_REFERENCE = rateTable(
  {
    id: 'nbp-reference',
    name: 'NBP reference rate',
    moves: 'steps',
    knownThrough: '2026-12-31',
    confirmedThrough: '2026-09-30',
  },
  [
    ['2015-03-05', '1.50', ARCHIVE],
    ['2020-03-18', '1.00', ARCHIVE],
    ['2020-04-09', '0.50', ARCHIVE],
    ['2020-05-29', '0.10', ARCHIVE],
    ['2021-10-07', '0.50', ARCHIVE],
    ['2021-11-04', '1.25', ARCHIVE],
    ['2021-12-09', '1.75', ARCHIVE],
    ['2022-01-05', '2.25', ARCHIVE],
    ['2022-02-09', '2.75', ARCHIVE],
    ['2022-03-09', '3.50', ARCHIVE],
    ['2022-04-07', '4.50', ARCHIVE],
    ['2022-05-06', '5.25', ARCHIVE],
    ['2022-06-09', '6.00', ARCHIVE],
    ['2022-07-08', '6.50', ARCHIVE],
    ['2022-09-08', '6.75', ARCHIVE],
    ['2023-09-07', '6.00', ARCHIVE],
    ['2023-10-05', '5.75', ARCHIVE],
    ['2025-05-08', '5.25', ARCHIVE],
    ['2025-07-03', '5.00', ARCHIVE],
    ['2025-09-04', '4.75', ARCHIVE],
    ['2025-10-09', '4.50', ARCHIVE],
    ['2025-11-06', '4.25', ARCHIVE],
    ['2025-12-04', '4.00', ARCHIVE],
    ['2026-03-05', '3.75', ARCHIVE],
  ],
);
