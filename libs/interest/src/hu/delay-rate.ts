import { dividedBy, larger, plus, rational, type Rational } from '../exact/rational.js';
import { centralBankTable } from '../law/central-bank.js';
import type { DelayFacts } from '../law/country-law.js';
import { withPoints } from '../law/margin.js';
import { Refusal } from '../law/refusal.js';
import type { DelayRate } from '../rates/delay-rate.js';

const eightPoints = withPoints('8');
const unchanged = (reference: Rational): Rational => reference;

/** HU-1 to HU-3: by half-years; eight points between businesses, none for other debts. */
export function delayRate({ kind, currency, options }: DelayFacts): DelayRate | Refusal {
  const table = centralBankTable(currency);
  if (table === null) {
    return new Refusal(
      'currency-without-rate',
      `The base rate of the central bank of ${currency} is not known.`,
      { field: 'currency' },
    );
  }
  const isConsumer = kind === 'consumer';
  const { contractualPercent } = options;
  const basis = isConsumer ? 'HU-2' : 'HU-1';
  const rules = currency === 'HUF' ? [basis] : [basis, 'HU-3'];
  return {
    table,
    reference: 'first-day-of-half-year',
    since: null,
    percentOf: isConsumer ? otherDebts(contractualPercent) : eightPoints,
    rulesOn: () => rules,
  };
}

/** Where contractual interest runs already, a third of the base rate comes on top; never less than the base rate. */
function otherDebts(contractual: Rational | null): (reference: Rational) => Rational {
  if (contractual === null) return unchanged;
  return (reference) => larger(reference, plus(contractual, dividedBy(reference, rational(3n))));
}
