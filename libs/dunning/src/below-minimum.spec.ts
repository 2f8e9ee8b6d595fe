import { expect, it } from '@jest/globals';
import { localDate } from '@invoicetracker/calendar';
import { money } from '@invoicetracker/money';
import { decide } from './decide.js';
import { DEFAULT_POLICY, DEFAULT_STAGES } from './default-policy.js';
import { factsOf } from './facts-for-tests.js';

const policy = {
  ...DEFAULT_POLICY,
  stages: DEFAULT_STAGES.map((stage) => ({ ...stage, minimumAmounts: [money(1_000n, 'PLN')] })),
};
const today = localDate('2026-03-17');

it('waits with a stage while less is open than it asks for', () => {
  expect(decide(factsOf({ balance: money(999n, 'PLN') }), policy, today)).toMatchObject({
    kind: 'pause',
    reason: 'below-minimum',
    until: null,
  });
});

it('goes from the amount itself on, and in a currency that has no least amount', () => {
  for (const balance of [money(1_000n, 'PLN'), money(1n, 'EUR')]) {
    expect(decide(factsOf({ balance }), policy, today).kind).toBe('moveTo');
  }
});
