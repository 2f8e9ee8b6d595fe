import { rulesOf, type Rule } from './rule.js';

/** What holds in every country here, where no article says it: the product's reading, see the decision record on law as data. */
export const CONVENTIONS: readonly Rule[] = rulesOf(null, {
  'G-1': ['in every country', 'interest is simple: interest bears none'],
  'G-2': [
    'in every country',
    'from the day after the shifted due date to the day of payment, both included; none where it is paid by then',
  ],
  'G-3': [
    'where the law is silent',
    'principal × percent × days / 36500, 365 days also in leap years',
  ],
  'G-4': [
    'where the law is silent',
    'exact until the end, rounded once, half up: to a grosz, a cent, a whole forint',
  ],
  'G-5': [
    'in every country',
    'on the gross amount, in its own currency; a payment counts from the day it is on the account',
  ],
  'G-6': ['in every country', 'the day of a part payment still bears interest on the full balance'],
  'G-7': ['in every country', 'a day bears the rate that is in force on it'],
});
