import { addDays, dayIn, localDate, type LocalDate } from '@invoicetracker/calendar';

import type { Transaction } from '../../../platform/database/transaction.js';
import { NotFound } from '../../../platform/http/domain-error.js';

/** What a record needs to know about the account it comes to. */
export interface AccountFacts {
  readonly country: string;
  readonly today: LocalDate;
  /** The last due day whose cases are open today, by the policy that opens them first. */
  readonly opensUntil: LocalDate;
  readonly now: Date;
}

/** @throws NotFound */
export async function readAccountFacts(
  tx: Transaction,
  accountId: string,
  now: Date,
): Promise<AccountFacts> {
  const row = await tx.one<{ country: string; time_zone: string; opens: number | null }>(
    `select a.country, a.time_zone,
            (select min(v.case_opens_offset_days) from policies p
               join policy_versions v on v.account_id = p.account_id and v.policy_id = p.id and v.version = p.current_version
              where p.account_id = a.id) as opens
       from accounts a where a.id = $1`,
    [accountId],
  );
  if (row === undefined) throw new NotFound('account');
  const today = dayIn(row.time_zone, now);
  return {
    country: row.country,
    today: localDate(today),
    opensUntil: addDays(today, -(row.opens ?? 0)),
    now,
  };
}
