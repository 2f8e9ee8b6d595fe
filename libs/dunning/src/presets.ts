import { money } from '@invoicetracker/money';
import { DEFAULT_POLICY } from './default-policy.js';
import type { DunningPolicy } from './policy.js';

/** Countries whose usual plan a new policy can begin with. */
export type PresetCountry = 'PL' | 'HU' | 'DE';

/**
 * What is too little for a letter, in the country's currency; a proposal, as every number the account's to
 * change. The days are the same everywhere: no country's law names any before the default has begun.
 */
const WORTH_A_LETTER = {
  PL: money(1_000n, 'PLN'),
  HU: money(100_000n, 'HUF'),
  DE: money(500n, 'EUR'),
} as const;

/** The five usual stages, with what is usual in a country. The reminder costs nobody anything: it has no minimum. */
export function policyPreset(country: PresetCountry): DunningPolicy {
  const least = WORTH_A_LETTER[country];
  return {
    ...DEFAULT_POLICY,
    stages: DEFAULT_POLICY.stages.map((stage) =>
      stage.offsetDays < 0 ? stage : { ...stage, minimumAmounts: [least] },
    ),
  };
}
