import { rulesOf, type Rule } from '../law/rule.js';

const CIVIL_CODE = 'https://www.gesetze-im-internet.de/bgb/';

export const DE_RULES: readonly Rule[] = rulesOf(CIVIL_CODE, {
  'DE-1': [
    '§ 288 Abs. 1-2, § 247 BGB',
    'Basiszins of the half-year and 9 percentage points; 5 points if a consumer takes part',
  ],
  'DE-2': ['§ 288 Abs. 5 BGB', '40 EUR per claim against a debtor who is no consumer'],
  'DE-3': [
    '§ 286 BGB',
    'delay starts by reminder, by the calendar, or 30 days after due date and invoice',
  ],
  'DE-4': ['§ 193 BGB', 'a day off moves to the next working day; nationwide holidays only'],
  'DE-5': ['§§ 366, 367 BGB', 'payments settle costs, then interest, then principal'],
  'DE-6': [
    '§§ 195, 199, 212 BGB',
    'three years from the end of the year; acknowledgement starts them anew',
  ],
});
