import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError } from '../../../platform/http/domain-error.js';
import { numberIn, seriesOf } from './note-number.js';

export interface TakenNumber {
  readonly number: string;
  readonly series: string;
  readonly position: number;
}

/**
 * Takes the next number of a pattern. Whoever comes next waits for the end of the transaction, so that none is
 * left out: it is free again where the transaction is taken back.
 *
 * @throws DomainError `number-taken` where another pattern has made the same number before
 */
export async function takeNumber(
  tx: Transaction,
  accountId: string,
  pattern: string,
  issuedOn: string,
): Promise<TakenNumber> {
  const series = seriesOf(pattern, issuedOn);
  const row = await tx.one<{ position: number }>(
    `insert into interest_note_series as s (account_id, series, last_position) values ($1, $2, 1)
     on conflict (account_id, series) do update set last_position = s.last_position + 1 returning last_position as position`,
    [accountId, series],
  );
  const { position } = row!;
  const number = numberIn(series, position);
  const taken = await tx.one('select 1 from interest_notes where account_id = $1 and number = $2', [
    accountId,
    number,
  ]);
  if (taken !== undefined)
    throw new DomainError(
      'conflict',
      'number-taken',
      `There is a note ${number} already: choose another pattern for the numbers in the settings.`,
    );
  return { number, series, position };
}
