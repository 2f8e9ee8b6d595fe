import { expect, it } from '@jest/globals';
import { localDate } from '@invoicetracker/calendar';
import type { DefaultStartFacts } from '../law/default-start.js';
import { Refusal } from '../law/refusal.js';
import { defaultStart } from './default-start.js';

const FACTS: DefaultStartFacts = {
  isConsumer: false,
  payableOn: null,
  invoiceReceivedOn: null,
  performedOn: null,
  remindedOn: null,
  wasConsumerWarned: false,
};

it('PL-8 counts 30 days from the performance, and shifts the last one', () => {
  expect(defaultStart({ ...FACTS, performedOn: localDate('2026-03-02') })).toMatchObject({
    lastDayOn: '2026-04-01',
    startsOn: '2026-04-02',
  });
  // the 30th day is the Saturday before Easter
  expect(defaultStart({ ...FACTS, performedOn: localDate('2026-03-05') })).toMatchObject({
    lastDayOn: '2026-04-07',
    startsOn: '2026-04-08',
  });
});

it('PL-8 cannot say anything without the performance', () => {
  const refusal = defaultStart({ ...FACTS, invoiceReceivedOn: localDate('2026-03-02') });
  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal).toMatchObject({ code: 'fact-missing', field: 'performedOn' });
});
