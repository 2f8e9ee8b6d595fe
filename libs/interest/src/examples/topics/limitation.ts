import { COUNTRIES } from '../../law/countries.js';
import type { LimitationClaim, LimitationEvent } from '../../law/limitation.js';
import { Refusal } from '../../law/refusal.js';
import { NotSupported, type Fields, type Topic } from '../example.js';
import { countryOf } from '../read-claim.js';
import { firstDayIn, listIn, needDay, needText, objectIn, textIn } from '../read-fields.js';
import { refusedFields } from '../write-fields.js';

const CLAIMS: Readonly<Record<string, LimitationClaim>> = {
  business: 'business',
  carriage: 'carriage',
  court_title: 'court-title',
  other_business: 'business',
  sale: 'sale',
  sale_by_business: 'sale',
  services: 'business',
  services_business: 'business',
  transport: 'carriage',
};

const EVENTS: Readonly<Record<string, LimitationEvent['kind']>> = {
  acknowledgement: 'acknowledgement',
  acknowledgment: 'acknowledgement',
  agreed_amendment: 'agreed-change',
  bankruptcy_filing: 'bankruptcy-filing',
  big_entry: 'demand',
  call: 'demand',
  conciliation_summons: 'conciliation-summons',
  court_claim: 'court-claim',
  debt_acknowledgement: 'acknowledgement',
  demand: 'demand',
  demand_letter: 'demand',
  enforcement: 'enforcement',
  instalment_request: 'acknowledgement',
  interest_note: 'demand',
  interest_payment: 'part-payment',
  lawsuit: 'court-claim',
  mediation: 'mediation',
  part_payment: 'part-payment',
  partial_payment: 'part-payment',
  payment_promise: 'acknowledgement',
  reminder: 'demand',
  settlement: 'agreed-change',
};

/** The last day before a claim is time-barred. */
export const limitation: Topic = (example) => {
  const { input } = example;
  const claim = known(CLAIMS, textIn(input, 'claim') ?? 'business');
  const dueOn = firstDayIn(input, ['due_date', 'claim_arose', 'claim_mature_on']);
  if (dueOn === null) throw new NotSupported('"due_date" is missing');
  const single = objectIn(input, 'event');
  const events = [...(single ? [single] : []), ...listIn(input, 'events')].map(eventOf);
  const result = COUNTRIES[countryOf(example)].limitation({ claim, dueOn, events });
  if (result instanceof Refusal) return refusedFields(result);
  return { limitation_date: result.lastDayOn, interrupted: result.effective.length > 0 };
};

function eventOf(event: Fields): LimitationEvent {
  return {
    kind: known(EVENTS, needText(event, 'type')),
    on: needDay(event, 'date'),
    endedOn: firstDayIn(event, ['ended_on', 'end_date', 'ended', 'to']),
  };
}

function known<Value>(words: Readonly<Record<string, Value>>, word: string): Value {
  const value = Object.hasOwn(words, word) ? words[word] : undefined;
  if (value === undefined) throw new NotSupported(`nothing is known of "${word}"`);
  return value;
}
