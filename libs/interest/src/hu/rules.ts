import { rulesOf, type Rule } from '../law/rule.js';

const CIVIL_CODE = 'https://njt.hu/jogszabaly/2013-5-00-00';
const RECOVERY_COSTS = 'https://njt.hu/jogszabaly/2016-9-00-00';
const ORDER_FOR_PAYMENT = 'https://njt.hu/jogszabaly/2009-50-00-00';

export const HU_RULES: readonly Rule[] = [
  ...rulesOf(CIVIL_CODE, {
    'HU-1': [
      'Ptk. 6:155. § (1)',
      'between businesses: base rate of the first day of the half-year and 8 percentage points',
    ],
    'HU-2': [
      'Ptk. 6:48. § (1)-(3)',
      'other debts: base rate of the first day of the half-year; a third of it on top of contractual interest',
    ],
    'HU-3': ['Ptk. 6:48. §, 6:155. §', 'debts in another currency: base rate of its central bank'],
    'HU-5': [
      'Ptk. 6:130. § (1)-(2)',
      'without an agreed term, 30 days from receipt of the invoice, or from performance',
    ],
    'HU-9': ['Ptk. 6:46. §', 'payments settle costs, then interest, then principal'],
    'HU-10': ['Ptk. 6:22. §, 6:25. § (1)', 'five years; a demand does not start them anew'],
    'HU-11': [
      'Ptk. 8:3. §',
      'a term that ends on a day off ends on the next working day; Saturdays count as days off here',
    ],
  }),
  ...rulesOf(RECOVERY_COSTS, {
    'HU-7': ['Act IX of 2016, 3. § (1)', '40 EUR at the MNB mid rate of the first day of delay'],
    'HU-8': ['Act IX of 2016, 3. § (2)', 'to be claimed within a year from the start of delay'],
  }),
  ...rulesOf(ORDER_FOR_PAYMENT, {
    'HU-16': [
      'Act L of 2009, 3. § (2)-(4), 45. §',
      'order for payment: up to 3 000 000 HUF only this way, up to 30 000 000 HUF optional; fee 3 %',
    ],
  }),
];
