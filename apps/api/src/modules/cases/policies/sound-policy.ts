import {
  checkPolicy,
  DEFAULT_STAGES,
  type DunningPolicy,
  PLAIN_STAGE,
  shippedStageKey,
} from '@invoicetracker/dunning';
import { type Money, parseAmount } from '@invoicetracker/money';

import { type FieldProblem, Invalid } from '../../../platform/http/domain-error.js';
import type { MinimumAmount, PolicyBody } from './policies.dto.js';
import { policyProblemFields } from './policy-problem-fields.js';

/** The stages there are texts for; a policy has them, and stages modelled on them. */
const KNOWN_KEYS = new Set(DEFAULT_STAGES.map((stage) => stage.key));

/**
 * The policy a request describes. What it does not speak of stays as it is in the version before.
 *
 * @throws Invalid `policy-does-not-hold` naming each field
 */
export function soundPolicy(body: PolicyBody, before: DunningPolicy): DunningPolicy {
  const known = new Map(before.stages.map((stage) => [stage.key, stage]));
  const amounts: FieldProblem[] = [];
  const policy: DunningPolicy = {
    caseOpensOffsetDays: body.caseOpensOffsetDays,
    minGapDays: body.minGapDays,
    releaseMode: body.releaseMode ?? before.releaseMode,
    stages: body.stages.map(({ name: _name, minimumAmounts = [], ...stage }, index) => ({
      ...PLAIN_STAGE,
      ...known.get(stage.key),
      ...given(stage),
      position: index + 1,
      minimumAmounts: minimumAmounts.flatMap((least, at) => {
        const read = amountOf(least);
        if (read === null)
          amounts.push(amountProblem(`stages.${index}.minimumAmounts.${at}.amount`));
        return read ?? [];
      }),
    })),
  };
  const problems = [
    ...unknownStages(policy),
    ...amounts,
    ...policyProblemFields(checkPolicy(policy), policy.stages),
  ];
  if (problems.length > 0)
    throw new Invalid(
      'policy-does-not-hold',
      'The stages do not hold together. Check the marked fields.',
      problems,
    );
  return policy;
}

/** What the request speaks of: a field left out stays as it was. */
function given<Part extends object>(
  part: Part,
): { [Key in keyof Part]: Exclude<Part[Key], undefined> } {
  const entries = Object.entries(part).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof Part]: Exclude<Part[Key], undefined> };
}

/** Null where the currency has fewer places than the amount. */
function amountOf({ amount, currency }: MinimumAmount): Money | null {
  try {
    return parseAmount(amount, currency);
  } catch {
    return null; // the field is named in the answer
  }
}

function amountProblem(field: string): FieldProblem {
  return { field, code: 'amount-unreadable', message: 'is no amount of that currency' };
}

function unknownStages(policy: DunningPolicy): FieldProblem[] {
  return policy.stages.flatMap((stage, index) =>
    KNOWN_KEYS.has(shippedStageKey(stage.key))
      ? []
      : [
          {
            field: `stages.${index}.key`,
            code: 'unknown-stage',
            message: `there is no stage "${stage.key}"`,
          },
        ],
  );
}
