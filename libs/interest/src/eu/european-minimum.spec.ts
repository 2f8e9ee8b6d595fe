import { expect, it } from '@jest/globals';
import { localDate } from '@invoicetracker/calendar';
import { claimed, paid, refused } from '../claim/claim-for-tests.js';
import { percentText } from '../exact/rational.js';
import { Refusal } from '../law/refusal.js';
import { EU } from './european-minimum.js';

const european = { country: 'EU', currency: 'EUR', due: '2026-06-27', asOf: '2026-11-02' } as const;

it('EU-1 is eight points over the ECB rate of the first day of the half-year', () => {
  expect(claimed(european).periods.map(({ percent }) => percentText(percent))).toEqual([
    '10.15',
    '10.40',
  ]);
});

it('EU-1 follows the national central bank outside the euro', () => {
  const zloty = claimed({ ...european, currency: 'PLN' });
  expect(zloty.periods.at(-1)!.bases[0]!.table).toBe('nbp-reference');
  expect(refused({ ...european, currency: 'SEK' }).code).toBe('currency-without-rate');
});

it('EU-2 gives 40 euro beside a claim in another currency', () => {
  expect(claimed(european).compensation).toMatchObject({ euro: 40n, isInTotal: true });
  expect(claimed({ ...european, currency: 'PLN' }).compensation).toMatchObject({
    amount: { minor: 4_000n, currency: 'EUR' },
    isInTotal: false,
  });
});

it('EU-2 counts 30 days where nobody agreed a term', () => {
  const facts = {
    isConsumer: false,
    payableOn: null,
    invoiceReceivedOn: localDate('2026-03-02'),
    performedOn: null,
    remindedOn: null,
    wasConsumerWarned: false,
  };
  expect(EU.defaultStart(facts)).toMatchObject({ lastDayOn: '2026-04-01', startsOn: '2026-04-02' });
});

it('EU-1 does not cover consumers, and knows no limitation', () => {
  expect(refused({ ...european, kind: 'consumer' }).code).toBe('kind-not-covered');
  const facts = { claim: 'business', dueOn: localDate('2026-01-01'), events: [] } as const;
  expect(EU.limitation(facts)).toBeInstanceOf(Refusal);
});

it('EU-credit settles the principal first, because the directive says nothing', () => {
  const claim = claimed({
    ...european,
    payments: [paid('2026-11-02', '1000.00', 'as-ordered', 'EUR')],
  });
  expect(claim.principalOpen.minor).toBe(0n);
  expect(claim.interestOpen).toEqual(claim.interest);
});

it('leaves a due date on a Saturday where it is', () => {
  expect(claimed(european).effectiveDueOn).toBe('2026-06-27');
});
