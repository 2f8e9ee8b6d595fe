import { currency } from '@invoicetracker/money';
import { percentText } from '../../exact/rational.js';
import { DEFAULT_OPTIONS } from '../../law/claim-options.js';
import { COUNTRIES, SHIPPED_RATES } from '../../law/countries.js';
import { Refusal } from '../../law/refusal.js';
import { ratePeriods } from '../../rates/delay-rate.js';
import { NotSupported, type Topic } from '../example.js';
import { countryOf, currencyOf } from '../read-claim.js';
import { needDay } from '../read-fields.js';
import { refusedFields } from '../write-fields.js';

/** The highest delay interest that may be agreed, and the ordinary one it is measured by. */
export const interestCap: Topic = (example) => {
  const law = COUNTRIES[countryOf(example)];
  const on = needDay(example.input, 'date');
  const facts = {
    kind: 'consumer' as const,
    currency: currency(currencyOf(example)),
    delayStartsOn: on,
    options: DEFAULT_OPTIONS,
  };
  const [ordinary, cap] = [law.delayRate(facts), law.agreedRateCap(facts)];
  if (ordinary instanceof Refusal) return refusedFields(ordinary);
  if (cap === null) throw new NotSupported(`no cap is known in "${law.country}"`);
  const [statutory, maximum] = [ordinary, cap].map((rate) =>
    ratePeriods(rate, SHIPPED_RATES, on, on),
  );
  if (statutory instanceof Refusal) return refusedFields(statutory);
  if (maximum instanceof Refusal) return refusedFields(maximum);
  return {
    statutory_delay: percentText(statutory![0]!.percent),
    maximum_delay: percentText(maximum![0]!.percent),
  };
};
