import { expect, it } from '@jest/globals';
import { addDays, localDate } from '@invoicetracker/calendar';
import { money } from '@invoicetracker/money';
import fc from 'fast-check';
import { checkPolicy } from './check-policy.js';
import { decide } from './decide.js';
import { DEFAULT_POLICY, DEFAULT_STAGES } from './default-policy.js';
import { factsOf, record } from './facts-for-tests.js';
import type { DunningPolicy } from './policy.js';
import { policyPreset } from './presets.js';

const DUE_ON = localDate('2026-03-10');

/** Some of the shipped letters, in their order, on any days. */
const anyPlan: fc.Arbitrary<DunningPolicy> = fc
  .record({
    picked: fc.subarray([...DEFAULT_STAGES], { minLength: 1 }),
    days: fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 5, maxLength: 5 }),
    minGapDays: fc.nat(7),
  })
  .map(({ picked, days, minGapDays }) => {
    const rising = days.sort((left, right) => left - right);
    const stages = picked.map((stage, index) => ({
      ...stage,
      position: index + 1,
      offsetDays: rising[index]!,
    }));
    return { ...DEFAULT_POLICY, stages, minGapDays };
  });

const rank = (key: string): number => DEFAULT_STAGES.findIndex((stage) => stage.key === key);

it('never softens the tone and never repeats a letter, however often a case is moved to another plan', () => {
  fc.assert(
    fc.property(fc.array(anyPlan, { minLength: 1, maxLength: 90 }), (plans) => {
      let facts = factsOf({ dueOn: DUE_ON });
      plans.forEach((plan, day) => {
        expect(checkPolicy(plan)).toEqual([]);
        const on = addDays(DUE_ON, day);
        const decision = decide(facts, plan, on);
        if (decision.kind !== 'moveTo') return;
        for (const sent of facts.stages) {
          expect(rank(decision.stage.key)).toBeGreaterThan(rank(sent.stageKey));
        }
        facts = { ...facts, stages: [...facts.stages, record(decision.stage.key, on)] };
      });
    }),
  );
});

it('passes over what is softer than a letter the former plan has sent', () => {
  const plan = { ...DEFAULT_POLICY, stages: [DEFAULT_STAGES[1]!, DEFAULT_STAGES[3]!] };
  const facts = factsOf({ stages: [record('demand', '2026-03-24')] });
  expect(decide(facts, plan, localDate('2026-04-10'))).toMatchObject({
    kind: 'moveTo',
    stage: { key: 'hand-over-notice' },
  });
});

it.each([
  ['PL', money(1_000n, 'PLN')],
  ['HU', money(100_000n, 'HUF')],
  ['DE', money(500n, 'EUR')],
] as const)(
  'has a plan for %s that holds together, with what is worth a letter there',
  (country, least) => {
    const preset = policyPreset(country);
    expect(checkPolicy(preset)).toEqual([]);
    expect(preset.stages.map(({ offsetDays }) => offsetDays)).toEqual([-1, 7, 14, 21, 30]);
    expect(preset.stages.map(({ minimumAmounts }) => minimumAmounts)).toEqual([
      [],
      [least],
      [least],
      [least],
      [least],
    ]);
  },
);
