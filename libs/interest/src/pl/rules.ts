import { rulesOf, type Rule } from '../law/rule.js';

const ACT_2013 = 'https://isap.sejm.gov.pl/isap.nsf/DocDetails.xsp?id=WDU20230001790';
const CIVIL_CODE = 'https://isap.sejm.gov.pl/isap.nsf/DocDetails.xsp?id=WDU19640160093';
const CIVIL_PROCEDURE = 'https://isap.sejm.gov.pl/isap.nsf/DocDetails.xsp?id=WDU19640430296';
const VAT_ACT = 'https://isap.sejm.gov.pl/isap.nsf/DocDetails.xsp?id=WDU20250000775';

/** 2013: the Act of 8 March 2013 on counteracting excessive delays in commercial transactions. */
export const PL_RULES: readonly Rule[] = [
  ...rulesOf(ACT_2013, {
    'PL-2': [
      'Act of 8 March 2013, art. 4 pt 3',
      'NBP reference rate and 10 percentage points; 8 points if a public healthcare entity owes',
    ],
    'PL-3': [
      'Act of 8 March 2013, art. 11b',
      'the rate of 1 January serves until 30 June, that of 1 July until 31 December',
    ],
    'PL-4': [
      'Act of 8 March 2013, art. 4 pt 3 until 2019-12-31',
      'NBP reference rate and 8 percentage points for everybody',
    ],
    'PL-7': [
      'Act of 8 March 2013, art. 7(1), 8(1)',
      'interest is due without a demand; an agreed higher rate prevails',
    ],
    'PL-8': [
      'Act of 8 March 2013, art. 6',
      'without an agreed term, interest runs after 30 days from the performance',
    ],
    'PL-14': ['Act of 8 March 2013, art. 10(1)', 'compensation is due without a demand'],
    'PL-15': [
      'Act of 8 March 2013, art. 10(1) pts 1-3',
      '40 EUR up to 5 000 PLN, 70 EUR below 50 000 PLN, 100 EUR from there; 40 EUR before 2020',
    ],
    'PL-16': [
      'Act of 8 March 2013, art. 10(1a)',
      'at the NBP mid rate of the last business day of the month before the claim matured',
    ],
  }),
  ...rulesOf(CIVIL_CODE, {
    'PL-5': ['KC art. 481 § 2', 'NBP reference rate and 5.5 percentage points, day by day'],
    'PL-6': ['KC art. 481 § 2(1)', 'agreed delay interest is at most twice the statutory one'],
    'PL-11': ['KC art. 115', 'a due date on a Saturday or day off moves to the next working day'],
    'PL-28': [
      'KC art. 451 § 1',
      'the debtor names the debt; its overdue side claims may be settled first',
    ],
    'PL-30': [
      'KC art. 451 § 1',
      'a transfer that names an invoice or a part of it is credited there; nothing goes to another',
    ],
    'PL-29': ['KC art. 451 § 3', 'without a choice, the oldest mature debt'],
    'PL-31': [
      'KC art. 118, 125, 554',
      'sale by a business 2 years, other business claims 3, court titles 6; carriage 1',
    ],
    'PL-32': ['KC art. 118', 'periods of two years or more end with the calendar year'],
    'PL-33': ['KC art. 123, 124', 'court acts and acknowledgement start the period anew'],
    'PL-34': ['KC art. 121 pts 5-6', 'mediation and a conciliation summons only stop it'],
    'PL-35': ['KC art. 117 § 2(1)', "a consumer's time-barred debt may not be demanded"],
  }),
  ...rulesOf(CIVIL_PROCEDURE, {
    'PL-40': [
      'KPC art. 505(29a)',
      'electronic order for payment: claims that matured within three years before filing',
    ],
  }),
  ...rulesOf(VAT_ACT, {
    'PL-41': [
      'VAT act art. 89a(1), (1a), (3)',
      'relief for debts unpaid 90 days after the due date, in the period of the 90th day',
    ],
  }),
  ...rulesOf(null, {
    'PL-19': [
      'practice differs',
      'the claim matures the day after the due date, unless chosen otherwise',
    ],
  }),
];
