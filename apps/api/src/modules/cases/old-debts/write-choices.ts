import type { Transaction } from '../../../platform/database/transaction.js';
import { Invalid } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { readPolicy } from '../dunning-policy.reader.js';
import { capStages } from './cap-stages.js';
import type { OldDebtChoice } from './old-debts.dto.js';

/** Puts choices in the place of those in force. @throws Invalid `old-debt-choices` naming each field */
export async function writeChoices(
  tx: Transaction,
  scope: AccountScope,
  connectionId: string,
  choices: readonly OldDebtChoice[],
): Promise<void> {
  requireSound(
    choices,
    capStages(await readPolicy(tx, scope.accountId)).map(({ key }) => key),
  );
  await tx.execute('delete from old_debt_choices where account_id = $1 and connection_id = $2', [
    scope.accountId,
    connectionId,
  ]);
  await tx.execute(
    `insert into old_debt_choices (account_id, connection_id, age_band, entry, up_to_stage_key)
     select $1, $2, c.age_band, c.entry, c.stage_key from unnest($3::int[], $4::text[], $5::text[]) as c(age_band, entry, stage_key)`,
    [
      scope.accountId,
      connectionId,
      choices.map((choice) => choice.ageBand),
      choices.map((choice) => choice.entry),
      choices.map((choice) => (choice.entry === 'up-to-stage' ? choice.upToStageKey : null)),
    ],
  );
}

function requireSound(choices: readonly OldDebtChoice[], stageKeys: readonly string[]): void {
  const problems = choices.flatMap(({ ageBand, entry, upToStageKey }, index) => {
    if (choices.findIndex((other) => other.ageBand === ageBand) !== index)
      return [problem(index, 'ageBand', 'age-band-twice', 'is there twice')];
    if (entry === 'up-to-stage' && !stageKeys.includes(upToStageKey ?? ''))
      return [
        problem(
          index,
          'upToStageKey',
          'unknown-stage',
          'is no stage of the plan that writes to the client',
        ),
      ];
    return [];
  });
  if (problems.length > 0)
    throw new Invalid(
      'old-debt-choices',
      'These choices do not fit together. Check the marked ones.',
      problems,
    );
}

function problem(index: number, field: string, code: string, message: string) {
  return { field: `choices.${index}.${field}`, code, message };
}
